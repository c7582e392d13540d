using System.Collections.Generic;
using System.IO;
using System.Text;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>
/// The bytes of a file store's log records and snapshots, little-endian; text is a length (7 bits a byte) and UTF-8. The journal's framing and checksums go around them.
/// <code>
/// commit:   player text | profile | effect count i32 | effects
/// forget:   room u64 | tick u32
/// snapshot: player count i32 | per player: player text | version i64 | profile | unfolded i32 | effect count i32 | effects
/// profile:  schema i32 | length i32 | bytes; schema 0 and length 0 for none
/// effect:   room u64 | tick u32 | index u32 | kind i32 | keeping u8 | length u16 | payload
/// </code>
/// </summary>
internal static class PlayerFormat
{
    /// <summary>Version of all this; a store with a higher one is not touched.</summary>
    public const ulong Version = 1;

    public const byte CommitKind = 1;
    public const byte ForgetKind = 2;

    public static byte[] Encode(PlayerCommit change) => Encode(writer =>
    {
        writer.Write(change.Player);
        Write(writer, change.Profile ?? PlayerProfile.None);
        Write(writer, change.Effects);
    });

    public static byte[] Encode(LedgerCut cut) => Encode(writer =>
    {
        writer.Write(cut.Room);
        writer.Write(cut.Through.Value);
    });

    public static byte[] Encode(IReadOnlyCollection<PlayerEntry> players) => Encode(writer =>
    {
        writer.Write(players.Count);
        foreach (PlayerEntry player in players)
        {
            writer.Write(player.Player);
            writer.Write(player.Version);
            Write(writer, player.Profile);
            writer.Write(player.UnfoldedCount);
            Write(writer, player.Ledger);
        }
    });

    /// <exception cref="EndOfStreamException">The bytes are not what they should be.</exception>
    public static PlayerCommit DecodeCommit(byte[] bytes)
    {
        using BinaryReader reader = ReaderOf(bytes);
        string player = reader.ReadString();
        PlayerProfile profile = ReadProfile(reader);
        return new PlayerCommit(player, null, profile.Schema == 0 ? null : profile, ReadEffects(reader));
    }

    /// <exception cref="EndOfStreamException">The bytes are not what they should be.</exception>
    public static LedgerCut DecodeCut(byte[] bytes)
    {
        using BinaryReader reader = ReaderOf(bytes);
        return new LedgerCut(reader.ReadUInt64(), new Tick(reader.ReadUInt32()));
    }

    /// <exception cref="EndOfStreamException">The bytes are not what they should be.</exception>
    public static IEnumerable<PlayerEntry> DecodeSnapshot(byte[] bytes)
    {
        using BinaryReader reader = ReaderOf(bytes);
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            PlayerEntry player = new(reader.ReadString());
            long version = reader.ReadInt64();
            PlayerProfile profile = ReadProfile(reader);
            int unfolded = reader.ReadInt32();
            player.Restore(version, profile, ReadEffects(reader), unfolded);
            yield return player;
        }
    }

    private static byte[] Encode(System.Action<BinaryWriter> write)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        write(writer);
        return stream.ToArray();
    }

    private static BinaryReader ReaderOf(byte[] bytes) => new(new MemoryStream(bytes), Encoding.UTF8);

    private static void Write(BinaryWriter writer, PlayerProfile profile)
    {
        writer.Write(profile.Schema);
        writer.Write(profile.Bytes.Length);
        writer.Write(profile.Bytes.Span);
    }

    private static PlayerProfile ReadProfile(BinaryReader reader)
    {
        int schema = reader.ReadInt32();
        return new PlayerProfile(schema, ReadExactly(reader, reader.ReadInt32()));
    }

    private static void Write(BinaryWriter writer, IReadOnlyCollection<PlayerEffect> effects)
    {
        writer.Write(effects.Count);
        foreach (PlayerEffect effect in effects)
        {
            writer.Write(effect.Id.Room);
            writer.Write(effect.Id.Tick.Value);
            writer.Write(effect.Id.Index);
            writer.Write(effect.Kind);
            writer.Write((byte)effect.Keeping);
            writer.Write((ushort)effect.Payload.Length);
            writer.Write(effect.Payload.Span);
        }
    }

    private static List<PlayerEffect> ReadEffects(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        List<PlayerEffect> effects = [];
        for (int i = 0; i < count; i++)
        {
            EffectId id = new(reader.ReadUInt64(), new Tick(reader.ReadUInt32()), reader.ReadUInt32());
            int kind = reader.ReadInt32();
            EffectKeeping keeping = (EffectKeeping)reader.ReadByte();
            effects.Add(new PlayerEffect(id, kind, keeping, ReadExactly(reader, reader.ReadUInt16())));
        }

        return effects;
    }

    private static byte[] ReadExactly(BinaryReader reader, int count)
    {
        byte[] bytes = reader.ReadBytes(count);
        return bytes.Length == count ? bytes : throw new EndOfStreamException();
    }
}
