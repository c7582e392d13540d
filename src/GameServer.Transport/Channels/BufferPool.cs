using System;
using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.Transport.Channels;

/// <summary>
/// Byte arrays in a few sizes, for packets that outlive a flush: unacknowledged, out of order, half assembled. Starts with some of each, grows to the most ever needed at
/// once and then never allocates again; how much that may be is bounded by the per-peer limits of those who rent.
/// </summary>
internal sealed class BufferPool
{
    private const int ReserveMax = 256;   // of each size: 0.9 MB in all

    private static readonly int[] SizeClasses = [64, 128, 256, 512, 1024, TransportLimits.DatagramBytes];

    private readonly Stack<byte[]>[] _free = new Stack<byte[]>[SizeClasses.Length];

    /// <summary>A pool for so many peers: a quarter of them may need a buffer of one size at once before it grows.</summary>
    public BufferPool(int peersMax)
    {
        int reserve = Math.Min(peersMax / 4, ReserveMax);
        for (int sizeClass = 0; sizeClass < _free.Length; sizeClass++)
        {
            _free[sizeClass] = new Stack<byte[]>(reserve);
            for (int i = 0; i < reserve; i++) _free[sizeClass].Push(new byte[SizeClasses[sizeClass]]);
        }
    }

    /// <summary>Bytes now rented out.</summary>
    public long RentedBytes { get; private set; }

    public byte[] Rent(int bytes)
    {
        int sizeClass = SizeClassOf(bytes);
        RentedBytes += SizeClasses[sizeClass];
        Stack<byte[]> free = _free[sizeClass];
        return free.Count > 0 ? free.Pop() : new byte[SizeClasses[sizeClass]];
    }

    public void Return(byte[] buffer)
    {
        int sizeClass = SizeClassOf(buffer.Length);
        Check.That(SizeClasses[sizeClass] == buffer.Length);
        RentedBytes -= buffer.Length;
        _free[sizeClass].Push(buffer);
    }

    private static int SizeClassOf(int bytes)
    {
        Check.That(bytes <= TransportLimits.DatagramBytes);
        int sizeClass = 0;
        while (SizeClasses[sizeClass] < bytes) sizeClass++;
        return sizeClass;
    }
}
