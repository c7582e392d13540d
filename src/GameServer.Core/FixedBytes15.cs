using System;
using System.Buffers.Binary;

namespace GameServer.Core;

/// <summary>Fifteen bytes of text, zeros after its end, in two words: what the fixed strings are made of. Five parts of three bytes travel as one field each.</summary>
internal struct FixedBytes15 : IEquatable<FixedBytes15>
{
    public const int Bytes = 15;
    public const int Parts = 5;

    private const ulong PartMask = 0xFF_FFFF;

    private ulong _low;
    private ulong _high;

    /// <summary>Three bytes, the first in the lowest bits.</summary>
    public readonly int GetPart(int index) => index switch
    {
        0 => (int)(_low & PartMask),
        1 => (int)((_low >> 24) & PartMask),
        2 => (int)(((_low >> 48) | (_high << 16)) & PartMask),
        3 => (int)((_high >> 8) & PartMask),
        _ => (int)((_high >> 32) & PartMask),
    };

    public void SetPart(int index, int value)
    {
        ulong part = (ulong)value & PartMask;
        switch (index)
        {
            case 0:
                _low = (_low & ~PartMask) | part;
                break;
            case 1:
                _low = (_low & ~(PartMask << 24)) | (part << 24);
                break;
            case 2:
                _low = (_low & ~(PartMask << 48)) | (part << 48);
                _high = (_high & ~0xFFUL) | (part >> 16);
                break;
            case 3:
                _high = (_high & ~(PartMask << 8)) | (part << 8);
                break;
            default:
                _high = (_high & ~(PartMask << 32)) | (part << 32);
                break;
        }
    }

    /// <summary>Copies out all fifteen; <paramref name="bytes"/> holds 16 and its last byte becomes zero.</summary>
    public readonly void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, _low);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], _high);
    }

    /// <summary>Takes fifteen bytes; <paramref name="bytes"/> holds 16, the last of no account.</summary>
    public void Load(ReadOnlySpan<byte> bytes)
    {
        _low = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        _high = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) & (ulong.MaxValue >> 8);
    }

    public readonly bool Equals(FixedBytes15 other) => _low == other._low && _high == other._high;

    public override readonly bool Equals(object? obj) => obj is FixedBytes15 other && Equals(other);

    public override readonly int GetHashCode() => (int)StateHasher.Mix(_low ^ StateHasher.Mix(_high));
}
