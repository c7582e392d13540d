using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>
/// Checkpoints in a journal's folder, one file each, complete or not there: written under another name, flushed, renamed. The two newest of each room are kept, so that a
/// damaged one costs a longer replay and not the room.
/// <code>
/// magic "GSCKPT01" | room i32 | tick u32 | sequence u64 | build u64 | schema u64 | shard i32 | state hash u64 | state length u32 | state | CRC-32C of all before u32
/// </code>
/// </summary>
public sealed class CheckpointStore(IJournalStorage storage)
{
    private const int HeaderBytes = 56;
    private const int KeptPerRoom = 2;
    private const string Prefix = "checkpoint-";
    private const string Suffix = ".state";

    private static ReadOnlySpan<byte> Magic => "GSCKPT01"u8;

    /// <summary>The versions of content that checkpoints and log of the folder name.</summary>
    public ContentStore Contents { get; } = new(storage);

    /// <summary>Stores a checkpoint; when it returns, it would survive a power cut. Older ones of the room beyond the second are deleted.</summary>
    /// <exception cref="IOException">The disk failed; earlier checkpoints are untouched.</exception>
    public void Write(in Checkpoint checkpoint)
    {
        byte[] header = HeaderOf(checkpoint);
        ReadOnlyMemory<byte> state = checkpoint.State;
        byte[] checksum = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Crc32c.Append(Crc32c.Of(header), state.Span));
        WholeFile.Replace(storage, NameOf(checkpoint.Room, checkpoint.Tick), file =>
        {
            file.Append(header);
            file.Append(state.Span);
            file.Append(checksum);
        });
        foreach (string old in NamesOf(checkpoint.Room).Skip(KeptPerRoom)) storage.Delete(old);
    }

    /// <summary>Rooms that have a checkpoint, whole or not, in order.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public IReadOnlyList<RoomId> Rooms() => [.. storage.List()
        .Select(name => TryParseName(name, out RoomId room, out _) ? room : (RoomId?)null)
        .OfType<RoomId>().Distinct().OrderBy(room => room.Value)];

    /// <summary>A room's checkpoints that are whole, newest first; what is wrong with the others goes to <paramref name="problems"/>.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public IEnumerable<Checkpoint> Read(RoomId room, ICollection<string> problems)
    {
        foreach (string name in NamesOf(room))
        {
            if (TryRead(name, out Checkpoint checkpoint) && checkpoint.Room == room) yield return checkpoint;
            else problems.Add($"{name} is damaged");
        }
    }

    /// <summary>Deletes everything stored of a room that has ended, and whatever a crash left unfinished.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Forget(RoomId room)
    {
        foreach (string name in NamesOf(room)) storage.Delete(name);
        foreach (string name in storage.List().Where(name => name.EndsWith(WholeFile.UnfinishedSuffix, StringComparison.Ordinal))) storage.Delete(name);
    }

    /// <summary>Sets the checkpoints of a room aside that are of later ticks, under other names: the room goes on from an earlier one, and they would seem to be newer than its next.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void SetAsideAfter(RoomId room, Tick tick)
    {
        foreach (string name in NamesOf(room).ToArray())
        {
            if (TryParseName(name, out _, out Tick of) && of > tick) storage.Rename(name, name + JournalFormat.CutSuffix);
        }
    }

    private static string NameOf(RoomId room, Tick tick) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{room.Value:x8}-{tick.Value:x8}{Suffix}");

    private static bool TryParseName(string name, out RoomId room, out Tick tick)
    {
        room = default;
        tick = default;
        bool framed = name.Length == Prefix.Length + 17 + Suffix.Length && name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal);
        if (!framed) return false;
        if (!int.TryParse(name.AsSpan(Prefix.Length, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int roomValue)) return false;
        if (!uint.TryParse(name.AsSpan(Prefix.Length + 9, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint tickValue)) return false;
        room = new RoomId(roomValue);
        tick = new Tick(tickValue);
        return true;
    }

    // Names sort by tick within a room.
    private IEnumerable<string> NamesOf(RoomId room) =>
        storage.List().Where(name => TryParseName(name, out RoomId other, out _) && other == room).Reverse();

    private static byte[] HeaderOf(in Checkpoint checkpoint)
    {
        byte[] header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), checkpoint.Room.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), checkpoint.Tick.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(16), checkpoint.Sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(24), checkpoint.Identity.Build);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(32), checkpoint.Identity.Schema);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(40), checkpoint.Identity.Shard);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(44), checkpoint.StateHash);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(52), checkpoint.State.Length);
        return header;
    }

    private bool TryRead(string name, out Checkpoint checkpoint)
    {
        checkpoint = default;
        using IJournalSource source = storage.Open(name);
        if (source.Length is < HeaderBytes + sizeof(uint) or > int.MaxValue) return false;
        byte[] file = new byte[source.Length];
        if (source.Read(0, file) < file.Length || !file.AsSpan().StartsWith(Magic)) return false;
        Span<byte> header = file.AsSpan(0, HeaderBytes);
        int stateBytes = file.Length - HeaderBytes - sizeof(uint);
        if (BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(file.Length - sizeof(uint))) != Crc32c.Of(file.AsSpan(0, file.Length - sizeof(uint)))) return false;
        if (BinaryPrimitives.ReadInt32LittleEndian(header[52..]) != stateBytes) return false;
        checkpoint = new Checkpoint(
            new RoomId(BinaryPrimitives.ReadInt32LittleEndian(header[8..])),
            new Tick(BinaryPrimitives.ReadUInt32LittleEndian(header[12..])),
            BinaryPrimitives.ReadUInt64LittleEndian(header[16..]),
            new JournalIdentity(
                BinaryPrimitives.ReadUInt64LittleEndian(header[24..]),
                BinaryPrimitives.ReadUInt64LittleEndian(header[32..]),
                BinaryPrimitives.ReadInt32LittleEndian(header[40..])),
            BinaryPrimitives.ReadUInt64LittleEndian(header[44..]),
            file.AsMemory(HeaderBytes, stateBytes));
        return true;
    }
}
