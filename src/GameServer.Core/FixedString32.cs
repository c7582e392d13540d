using System;

namespace GameServer.Core;

/// <summary>
/// Up to 30 bytes of UTF-8 inside the struct that holds it: names and tags in components, which cannot hold references. Longer text is cut between characters; text ends at
/// its first U+0000.
/// </summary>
public struct FixedString32 : IEquatable<FixedString32>
{
    /// <summary>Bytes of UTF-8 it holds.</summary>
    public const int Capacity = 30;

    /// <summary>Parts of three bytes it is sent in.</summary>
    public const int PartCount = 10;

    private FixedBytes15 _front;
    private FixedBytes15 _back;

    /// <summary>Holds as many whole characters of <paramref name="text"/> as fit.</summary>
    public FixedString32(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[FixedBytes15.Bytes + 16];
        FixedText.Encode(text, bytes[..Capacity]);
        _front = default;
        _back = default;
        _front.Load(bytes);
        _back.Load(bytes[FixedBytes15.Bytes..]);
    }

    /// <summary>True for no text.</summary>
    public readonly bool IsEmpty => GetPart(0) == 0;

    /// <summary>Three bytes of the text, the first in the lowest bits; zeros after its end.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not in 0..9.</exception>
    public readonly int GetPart(int index) => Checked(index) < FixedBytes15.Parts ? _front.GetPart(index) : _back.GetPart(index - FixedBytes15.Parts);

    /// <summary>Replaces three bytes of the text; bits above 24 are ignored.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not in 0..9.</exception>
    public void SetPart(int index, int value)
    {
        if (Checked(index) < FixedBytes15.Parts) _front.SetPart(index, value);
        else _back.SetPart(index - FixedBytes15.Parts, value);
    }

    /// <summary>The text's first <paramref name="bytes"/> bytes, less a character that would be cut in two.</summary>
    public readonly FixedString32 Truncated(int bytes)
    {
        Span<byte> text = stackalloc byte[FixedBytes15.Bytes + 16];
        CopyTo(text);
        FixedText.Cut(text, Math.Max(bytes, 0));
        FixedString32 result = default;
        result._front.Load(text);
        result._back.Load(text[FixedBytes15.Bytes..]);
        return result;
    }

    /// <inheritdoc/>
    public readonly bool Equals(FixedString32 other) => _front.Equals(other._front) && _back.Equals(other._back);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is FixedString32 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => (_front.GetHashCode() * 31) + _back.GetHashCode();

    /// <summary>The text; bytes that are not UTF-8 show as U+FFFD.</summary>
    public override readonly string ToString()
    {
        Span<byte> bytes = stackalloc byte[FixedBytes15.Bytes + 16];
        CopyTo(bytes);
        return FixedText.Decode(bytes);
    }

    /// <summary>True for the same bytes.</summary>
    public static bool operator ==(FixedString32 left, FixedString32 right) => left.Equals(right);

    /// <summary>True for different bytes.</summary>
    public static bool operator !=(FixedString32 left, FixedString32 right) => !left.Equals(right);

    // The back half overwrites the zero that follows the front half's fifteen bytes.
    private readonly void CopyTo(Span<byte> bytes)
    {
        _front.CopyTo(bytes);
        _back.CopyTo(bytes[FixedBytes15.Bytes..]);
    }

    private static int Checked(int index) => (uint)index < PartCount ? index : throw new ArgumentOutOfRangeException(nameof(index), index, "A part is 0 to 9.");
}
