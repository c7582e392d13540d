using System;
using System.Buffers.Binary;

namespace GameServer.Transport.Capture;

/// <summary>
/// Reads what <see cref="StateWriter"/> wrote. Past the end or beyond a limit it latches <see cref="Failed"/> and returns zeros, so that callers check once.
/// </summary>
internal ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public bool Failed { get; private set; }

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte Byte() => TryTake(1, out ReadOnlySpan<byte> bytes) ? bytes[0] : (byte)0;

    public bool Bool() => Byte() != 0;

    public int Int() => TryTake(4, out ReadOnlySpan<byte> bytes) ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : 0;

    public long Long() => TryTake(8, out ReadOnlySpan<byte> bytes) ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;

    /// <summary>A number that must lie in a range.</summary>
    public int Int(int min, int max)
    {
        int value = Int();
        if (value >= min && value <= max) return value;
        Failed = true;
        return min;
    }

    public void Fail() => Failed = true;

    public ReadOnlySpan<byte> Bytes(int lengthMax) => TryTake(Int(0, lengthMax), out ReadOnlySpan<byte> bytes) ? bytes : default;

    private bool TryTake(int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (Failed || count > _rest.Length)
        {
            Failed = true;
            return false;
        }

        bytes = _rest[..count];
        _rest = _rest[count..];
        return true;
    }
}
