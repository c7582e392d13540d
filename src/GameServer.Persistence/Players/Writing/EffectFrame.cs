using System;
using System.Buffers.Binary;
using System.Text;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>
/// An effect and whose it is, as the payload of a <see cref="JournalRecord"/>; the tick is the record's.
/// <code>
/// room u64 | index u32 | kind i32 | keeping u8 | player length u8 | player, UTF-8 | effect's payload
/// </code>
/// </summary>
internal static class EffectFrame
{
    public const int BytesMax = HeaderBytes + Limits.PlayerIdBytes + Limits.EffectBytes;

    private const int HeaderBytes = 18;

    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> frame, EffectId id, ReadOnlySpan<byte> player, int kind, EffectKeeping keeping, ReadOnlySpan<byte> payload)
    {
        int playerBytes = player.Length;
        player.CopyTo(frame[HeaderBytes..]);
        BinaryPrimitives.WriteUInt64LittleEndian(frame, id.Room);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[8..], id.Index);
        BinaryPrimitives.WriteInt32LittleEndian(frame[12..], kind);
        frame[16] = (byte)keeping;
        frame[17] = (byte)playerBytes;
        payload.CopyTo(frame[(HeaderBytes + playerBytes)..]);
        return HeaderBytes + playerBytes + payload.Length;
    }

    /// <summary>Reads what <see cref="Write"/> wrote, of a record whose checksum holds.</summary>
    public static (string Player, PlayerEffect Effect) Read(in JournalRecord record)
    {
        ReadOnlySpan<byte> frame = record.Payload;
        EffectId id = new(BinaryPrimitives.ReadUInt64LittleEndian(frame), record.Tick, BinaryPrimitives.ReadUInt32LittleEndian(frame[8..]));
        int payloadStart = HeaderBytes + frame[17];
        string player = Encoding.UTF8.GetString(frame[HeaderBytes..payloadStart]);
        return (player, new PlayerEffect(id, BinaryPrimitives.ReadInt32LittleEndian(frame[12..]), (EffectKeeping)frame[16], frame[payloadStart..].ToArray()));
    }
}
