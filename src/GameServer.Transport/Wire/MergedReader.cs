using System;
using System.Buffers.Binary;

namespace GameServer.Transport.Wire;

/// <summary>
/// Walks <c>u16 length, bytes</c> entries: the body of a Merged datagram and of a ReliableMerged packet. Ends where a length passes the end; what a zero
/// length means differs between the two and is the caller's business.
/// </summary>
internal ref struct MergedReader(ReadOnlySpan<byte> body)
{
    public const int LengthBytes = 2;

    private ReadOnlySpan<byte> _rest = body;

    public bool TryRead(out ReadOnlySpan<byte> entry)
    {
        entry = default;
        if (_rest.Length < LengthBytes) return false;
        int length = BinaryPrimitives.ReadUInt16LittleEndian(_rest);
        if (length > _rest.Length - LengthBytes) return false;
        entry = _rest.Slice(LengthBytes, length);
        _rest = _rest[(LengthBytes + length)..];
        return true;
    }
}
