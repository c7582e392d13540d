using System;
using System.Buffers.Binary;

namespace GameServer.Arena;

/// <summary>A pilot's reliable command: buy something.</summary>
/// <code>good 1 | purchase 4 | price 2, little-endian</code>
/// <param name="Good">What.</param>
/// <param name="Purchase">The buyer's own number for it, another one each time: the same number twice in a row is bought once.</param>
/// <param name="Price">What the buyer thinks it costs: it is not bought for more, nor for less.</param>
public readonly record struct ArenaOrder(ArenaGood Good, uint Purchase, ushort Price)
{
    public const int Bytes = 7;

    public void Write(Span<byte> command)
    {
        command[0] = (byte)Good;
        BinaryPrimitives.WriteUInt32LittleEndian(command[1..], Purchase);
        BinaryPrimitives.WriteUInt16LittleEndian(command[5..], Price);
    }

    public static bool TryRead(ReadOnlySpan<byte> command, out ArenaOrder order)
    {
        order = default;
        if (command.Length != Bytes || command[0] is not ((byte)ArenaGood.Hull or (byte)ArenaGood.Rounds)) return false;
        order = new ArenaOrder((ArenaGood)command[0], BinaryPrimitives.ReadUInt32LittleEndian(command[1..]), BinaryPrimitives.ReadUInt16LittleEndian(command[5..]));
        return true;
    }
}
