using System;
using System.Buffers.Binary;
using System.Globalization;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>
/// The bytes of a segment, little-endian.
/// <code>
/// segment: magic "GSJRNL01" | first sequence u64 | build u64 | schema u64 | shard i32 | CRC-32C of these u32 | records
/// record:  payload length u32 | CRC-32C of all the rest u32 | sequence u64 | room i32 | tick u32 | kind u8 | payload
/// </code>
/// The checksum covers the length too, so a record is believed only whole. A segment is named after its first sequence, so names sort in order; where a failed flush
/// made the writer begin again, two segments overlap and the later one counts.
/// </summary>
internal static class JournalFormat
{
    public const int SegmentHeaderBytes = 40;
    public const int RecordHeaderBytes = 25;

    /// <summary>A tick's inputs of 65,535 players at 15 bytes are 960 KiB.</summary>
    public const int PayloadBytesMax = 1 << 20;

    /// <summary>Added to the name of a segment that lies behind damage: kept for people, read by nobody.</summary>
    public const string CutSuffix = ".cut";

    /// <summary>Added to the name of a segment that checkpoints have overtaken, where those are kept: read by who asks for the whole log.</summary>
    public const string KeptSuffix = ".kept";

    private const string Prefix = "journal-";
    private const string Suffix = ".log";
    private static ReadOnlySpan<byte> Magic => "GSJRNL01"u8;

    public static string NameOf(ulong firstSequence) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{firstSequence:x16}{Suffix}");

    public static bool TryParseName(string name, out ulong firstSequence)
    {
        firstSequence = 0;
        bool framed = name.Length == Prefix.Length + 16 + Suffix.Length && name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal);
        return framed && ulong.TryParse(name.AsSpan(Prefix.Length, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out firstSequence);
    }

    public static void WriteSegmentHeader(Span<byte> header, ulong firstSequence, in JournalIdentity identity)
    {
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt64LittleEndian(header[8..], firstSequence);
        BinaryPrimitives.WriteUInt64LittleEndian(header[16..], identity.Build);
        BinaryPrimitives.WriteUInt64LittleEndian(header[24..], identity.Schema);
        BinaryPrimitives.WriteInt32LittleEndian(header[32..], identity.Shard);
        BinaryPrimitives.WriteUInt32LittleEndian(header[36..], Crc32c.Of(header[..36]));
    }

    public static bool TryReadSegmentHeader(ReadOnlySpan<byte> header, out ulong firstSequence, out JournalIdentity identity)
    {
        firstSequence = 0;
        identity = default;
        if (header.Length < SegmentHeaderBytes || !header.StartsWith(Magic)) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[36..]) != Crc32c.Of(header[..36])) return false;
        firstSequence = BinaryPrimitives.ReadUInt64LittleEndian(header[8..]);
        identity = new JournalIdentity(
            BinaryPrimitives.ReadUInt64LittleEndian(header[16..]),
            BinaryPrimitives.ReadUInt64LittleEndian(header[24..]),
            BinaryPrimitives.ReadInt32LittleEndian(header[32..]));
        return true;
    }

    public static void WriteRecordHeader(Span<byte> header, ulong sequence, RoomId room, Tick tick, byte kind, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)payload.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(header[8..], sequence);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], room.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], tick.Value);
        header[24] = kind;
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], ChecksumOf(header, payload));
    }

    public static int PayloadLengthOf(ReadOnlySpan<byte> recordHeader) => (int)BinaryPrimitives.ReadUInt32LittleEndian(recordHeader);

    /// <summary>Reads a whole record; false when its checksum does not hold.</summary>
    public static bool TryReadRecord(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, out JournalRecord record)
    {
        record = default;
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) != ChecksumOf(header, payload)) return false;
        record = new JournalRecord(
            BinaryPrimitives.ReadUInt64LittleEndian(header[8..]),
            new RoomId(BinaryPrimitives.ReadInt32LittleEndian(header[16..])),
            new Tick(BinaryPrimitives.ReadUInt32LittleEndian(header[20..])),
            header[24],
            payload);
        return true;
    }

    private static uint ChecksumOf(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        uint crc = Crc32c.Append(Crc32c.Of(header[..4]), header[8..RecordHeaderBytes]);
        return Crc32c.Append(crc, payload);
    }
}
