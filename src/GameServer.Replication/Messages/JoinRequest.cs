using System;
using GameServer.Core;
using GameServer.Core.MemoryPack;

namespace GameServer.Replication;

/// <summary>A client's first message: which room, as whom, which declarations of the game it knows, and the token of the seat it had, if it had one.</summary>
/// <param name="ProtocolVersion">Member 0, i32.</param>
/// <param name="SchemaHash">Member 1, u64: the declaration it was built with.</param>
/// <param name="RoomId">Member 2, i32; −1 for any.</param>
/// <param name="PlayerName">Member 3, string of at most 200 bytes.</param>
/// <param name="Game">Member 4, string: the game's name; empty when the client can read no schema but its own.</param>
/// <param name="KnownSchemaHash">Member 5, u64: a declaration it was sent before and still has; 0 for none.</param>
/// <param name="PlayerId">Member 6, string of at most 64 bytes: the player across sessions; empty for a player who shall be given one.</param>
/// <param name="ResumeToken">Member 7, bytes, at most 64: as the last <see cref="Welcome"/> gave them; null or empty to take a new seat.</param>
/// <param name="HoldsView">Member 8, bool: the client still has what it was shown, and goes on from there if the server can.</param>
/// <param name="Coders">Member 9, u8: what it reads besides what everybody does, one bit each: <see cref="DenseCoder"/>, <see cref="Notices"/>.</param>
/// <param name="Content">Member 10, u64: the version of content it holds, its own defaults at first; 0 from clients that take no content.</param>
public readonly record struct JoinRequest(
    int ProtocolVersion, ulong SchemaHash, int RoomId, string PlayerName, string Game = "", ulong KnownSchemaHash = 0,
    string PlayerId = "", byte[]? ResumeToken = null, bool HoldsView = false, byte Coders = 0, ulong Content = 0)
{
    /// <summary>In <see cref="Coders"/>: reads <see cref="PacketKind.DenseSnapshot"/>.</summary>
    public const byte DenseCoder = 1;

    /// <summary>In <see cref="Coders"/>: reads <see cref="Notice"/>.</summary>
    public const byte Notices = 2;

    public int Write(Span<byte> message)
    {
        string name = ControlMessage.Clip(PlayerName);
        byte[] token = ResumeToken ?? [];
        PackWriter writer = new(message);
        writer.WriteUnionTag(ControlMessage.JoinTag);
        writer.BeginObject([4, 8, 4, PackWriter.SizeOf(name), PackWriter.SizeOf(Game), 8, PackWriter.SizeOf(PlayerId), 4 + token.Length, 1, 1, 8]);
        writer.Write(ProtocolVersion);
        writer.Write(SchemaHash);
        writer.Write(RoomId);
        writer.Write(name);
        writer.Write(Game);
        writer.Write(KnownSchemaHash);
        writer.Write(PlayerId);
        writer.Write(token.Length);
        writer.WriteBytes(token);
        writer.Write((byte)(HoldsView ? 1 : 0));
        writer.Write(Coders);
        writer.Write(Content);
        return writer.Length;
    }

    public static bool TryRead(ReadOnlySpan<byte> message, out JoinRequest request)
    {
        request = default;
        PackReader reader = new(message);
        Span<int> lengths = stackalloc int[11];
        if (!reader.TryReadUnionTag(out int tag) || tag != ControlMessage.JoinTag || !reader.TryBeginObject(lengths)) return false;
        if (lengths[0] != 4 || lengths[1] != 8 || lengths[2] != 4 || lengths[3] == 0) return false;
        if (!reader.TryRead(out int version) || !reader.TryRead(out ulong hash) || !reader.TryRead(out int room)) return false;
        if (!reader.TryRead(ControlMessage.TextBytesMax, out string name)) return false;
        string game = "";
        ulong known = 0;
        if (lengths[4] != 0 && !reader.TryRead(Limits.SchemaNameBytes, out game)) return false;
        if (lengths[5] != 0 && (lengths[4] == 0 || lengths[5] != 8 || !reader.TryRead(out known))) return false;
        request = new JoinRequest(version, hash, room, name, game, known);
        return lengths[6] == 0 ? lengths[7] == 0 && lengths[8] == 0 && lengths[9] == 0 && lengths[10] == 0 : lengths[5] != 0 && TryReadPlayer(ref reader, lengths[6..], ref request);
    }

    private static bool TryReadPlayer(ref PackReader reader, scoped ReadOnlySpan<int> lengths, ref JoinRequest request)
    {
        byte[] token = [];
        byte holdsView = 0;
        byte coders = 0;
        ulong content = 0;
        if (!reader.TryRead(Limits.PlayerIdBytes, out string player)) return false;
        if (lengths[1] != 0 && !reader.TryRead(ControlMessage.TokenBytesMax, out token)) return false;
        if (lengths[2] != 0 && (lengths[1] == 0 || lengths[2] != 1 || !reader.TryRead(out holdsView))) return false;
        if (lengths[3] != 0 && (lengths[2] == 0 || lengths[3] != 1 || !reader.TryRead(out coders))) return false;
        if (lengths[4] != 0 && (lengths[3] == 0 || lengths[4] != 8 || !reader.TryRead(out content))) return false;
        request = request with { PlayerId = player, ResumeToken = token.Length == 0 ? null : token, HoldsView = holdsView != 0, Coders = coders, Content = content };
        return true;
    }
}
