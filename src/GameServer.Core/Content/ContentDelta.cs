using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;

namespace GameServer.Core;

/// <summary>
/// The difference between two versions of content as bytes: pieces of the one, and what is new. Knows nothing of what the bytes mean, so that whoever holds the one version comes to the other
/// byte for byte, whatever parts of it they understand.
/// <code>
/// delta | length of the target varint | piece[] to the end
/// piece | copied length varint | from offset varint, if any are copied | new length varint | new bytes
/// </code>
/// </summary>
public static class ContentDelta
{
    private const int Word = sizeof(ulong);   // shortest copy that is looked for: a copy costs four bytes or so

    /// <summary>What leads from one version to another. Takes memory and some microseconds per kilobyte: nothing for a tick.</summary>
    public static byte[] Make(ReadOnlySpan<byte> from, ReadOnlySpan<byte> target)
    {
        Dictionary<ulong, int> places = [];
        for (int i = 0; i + Word <= from.Length; i++) places.TryAdd(BinaryPrimitives.ReadUInt64LittleEndian(from[i..]), i);
        MemoryStream delta = new();
        ContentVarint.Write(delta, (ulong)target.Length);
        int copyFrom = 0;
        int copied = 0;
        int start = 0;   // of what is new since the last copy
        int last = 0;    // where the copy before ended in the old version: changed values leave the rest in step
        for (int i = 0; i < target.Length;)
        {
            int length = Match(from, target, i, last + (i - start), places, out int offset);
            if (length < Word && i + length < target.Length)
            {
                i++;
                continue;
            }

            if (length == 0) break;
            WritePiece(delta, copyFrom, copied, target[start..i]);
            copyFrom = offset;
            copied = length;
            i += length;
            start = i;
            last = offset + length;
        }

        WritePiece(delta, copyFrom, copied, target[start..]);
        return delta.ToArray();
    }

    /// <summary>Comes to the other version; whatever the bytes are, nothing is thrown.</summary>
    public static bool TryApply(ReadOnlySpan<byte> delta, ReadOnlySpan<byte> from, [NotNullWhen(true)] out byte[]? target)
    {
        target = null;
        if (!ContentVarint.TryRead(ref delta, out ulong length) || length > Limits.ContentBytes) return false;
        byte[] made = new byte[length];
        Span<byte> rest = made;
        while (!delta.IsEmpty)
        {
            if (!TryReadPiece(ref delta, from, out ReadOnlySpan<byte> copied, out ReadOnlySpan<byte> added)) return false;
            if (copied.Length + added.Length > rest.Length) return false;
            copied.CopyTo(rest);
            added.CopyTo(rest[copied.Length..]);
            rest = rest[(copied.Length + added.Length)..];
        }

        if (!rest.IsEmpty) return false;
        target = made;
        return true;
    }

    // In step with the last copy if possible, else anywhere.
    private static int Match(ReadOnlySpan<byte> from, ReadOnlySpan<byte> target, int at, int expected, Dictionary<ulong, int> places, out int offset)
    {
        offset = expected;
        int inStep = expected <= from.Length ? CommonLength(from[expected..], target[at..]) : 0;
        if (inStep >= Word || at + Word > target.Length) return inStep;
        if (!places.TryGetValue(BinaryPrimitives.ReadUInt64LittleEndian(target[at..]), out int place)) return inStep;
        offset = place;
        return CommonLength(from[place..], target[at..]);
    }

    private static int CommonLength(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        int most = Math.Min(one.Length, other.Length);
        int length = 0;
        while (length < most && one[length] == other[length]) length++;
        return length;
    }

    private static void WritePiece(MemoryStream delta, int copyFrom, int copied, ReadOnlySpan<byte> added)
    {
        if (copied == 0 && added.IsEmpty) return;
        ContentVarint.Write(delta, (ulong)copied);
        if (copied > 0) ContentVarint.Write(delta, (ulong)copyFrom);
        ContentVarint.Write(delta, (ulong)added.Length);
        delta.Write(added);
    }

    private static bool TryReadPiece(scoped ref ReadOnlySpan<byte> delta, ReadOnlySpan<byte> from, out ReadOnlySpan<byte> copied, out ReadOnlySpan<byte> added)
    {
        copied = default;
        added = default;
        ulong offset = 0;
        if (!ContentVarint.TryRead(ref delta, out ulong length)) return false;
        if (length > 0 && !ContentVarint.TryRead(ref delta, out offset)) return false;
        if (offset > (ulong)from.Length || length > (ulong)from.Length - offset) return false;
        if (!ContentVarint.TryRead(ref delta, out ulong news) || news > (ulong)delta.Length) return false;
        copied = from.Slice((int)offset, (int)length);
        added = delta[..(int)news];
        delta = delta[(int)news..];
        return true;
    }
}
