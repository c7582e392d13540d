using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.Transport.Channels;

/// <summary>
/// Byte arrays in a few sizes, for packets that outlive a flush: unacknowledged, out of order, half assembled. Grows to the most ever needed at once and
/// then never allocates again; how much that may be is bounded by the per-peer limits of those who rent.
/// </summary>
internal sealed class BufferPool
{
    private static readonly int[] SizeClasses = [64, 128, 256, 512, 1024, TransportLimits.DatagramBytes];

    private readonly Stack<byte[]>[] _free = new Stack<byte[]>[SizeClasses.Length];

    /// <summary>Bytes now rented out.</summary>
    public long RentedBytes { get; private set; }

    public byte[] Rent(int bytes)
    {
        int sizeClass = SizeClassOf(bytes);
        RentedBytes += SizeClasses[sizeClass];
        Stack<byte[]>? free = _free[sizeClass];
        return free is { Count: > 0 } ? free.Pop() : new byte[SizeClasses[sizeClass]];
    }

    public void Return(byte[] buffer)
    {
        int sizeClass = SizeClassOf(buffer.Length);
        Check.That(SizeClasses[sizeClass] == buffer.Length);
        RentedBytes -= buffer.Length;
        (_free[sizeClass] ??= new Stack<byte[]>()).Push(buffer);
    }

    private static int SizeClassOf(int bytes)
    {
        Check.That(bytes <= TransportLimits.DatagramBytes);
        int sizeClass = 0;
        while (SizeClasses[sizeClass] < bytes) sizeClass++;
        return sizeClass;
    }
}
