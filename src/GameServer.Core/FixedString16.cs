using System;

namespace GameServer.Core;

/// <summary>
/// Up to 15 bytes of UTF-8 inside the struct that holds it: names and tags in components, which cannot hold references. Longer text is cut between characters; text ends at
/// its first U+0000.
/// </summary>
public struct FixedString16 : IEquatable<FixedString16>
{
    /// <summary>Bytes of UTF-8 it holds.</summary>
    public const int Capacity = 15;

    /// <summary>Parts of three bytes it is sent in.</summary>
    public const int PartCount = 5;

    private FixedBytes15 _bytes;

    /// <summary>Holds as many whole characters of <paramref name="text"/> as fit.</summary>
    public FixedString16(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[16];
        FixedText.Encode(text, bytes[..Capacity]);
        _bytes = default;
        _bytes.Load(bytes);
    }

    /// <summary>True for no text.</summary>
    public readonly bool IsEmpty => GetPart(0) == 0;

    /// <summary>Three bytes of the text, the first in the lowest bits; zeros after its end.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not in 0..4.</exception>
    public readonly int GetPart(int index) => _bytes.GetPart(Checked(index));

    /// <summary>Replaces three bytes of the text; bits above 24 are ignored.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not in 0..4.</exception>
    public void SetPart(int index, int value)
    {
        _bytes.SetPart(Checked(index), value);
    }

    /// <summary>The text's first <paramref name="bytes"/> bytes, less a character that would be cut in two.</summary>
    public readonly FixedString16 Truncated(int bytes)
    {
        Span<byte> text = stackalloc byte[16];
        _bytes.CopyTo(text);
        FixedText.Cut(text, Math.Max(bytes, 0));
        FixedString16 result = default;
        result._bytes.Load(text);
        return result;
    }

    /// <inheritdoc/>
    public readonly bool Equals(FixedString16 other) => _bytes.Equals(other._bytes);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is FixedString16 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => _bytes.GetHashCode();

    /// <summary>The text; bytes that are not UTF-8 show as U+FFFD.</summary>
    public override readonly string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        _bytes.CopyTo(bytes);
        return FixedText.Decode(bytes);
    }

    /// <summary>True for the same bytes.</summary>
    public static bool operator ==(FixedString16 left, FixedString16 right) => left.Equals(right);

    /// <summary>True for different bytes.</summary>
    public static bool operator !=(FixedString16 left, FixedString16 right) => !left.Equals(right);

    private static int Checked(int index) => (uint)index < PartCount ? index : throw new ArgumentOutOfRangeException(nameof(index), index, "A part is 0 to 4.");
}
