using System;
using System.Buffers;
using System.Threading;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>
/// The memory of one journal queue, taken at start: the tick thread rents slabs, the writing thread gives them back, and neither ever allocates. One uncontended lock per
/// 64 KiB of log, some 200 ms of a full shard's.
/// </summary>
internal sealed class SlabPool : MemoryPool<byte>
{
    public const int SlabBytes = 1 << 16;

    private readonly Lock _gate = new();
    private readonly Slab[] _free;
    private int _freeCount;

    public SlabPool(int slabs)
    {
        _free = new Slab[slabs];
        for (int i = 0; i < slabs; i++) _free[i] = new Slab(this);
        _freeCount = slabs;
    }

    public override int MaxBufferSize => SlabBytes;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        Check.That(minBufferSize <= SlabBytes);
        lock (_gate)
        {
            Check.That(_freeCount > 0);   // the queue counts bytes and leaves slabs to spare
            return _free[--_freeCount];
        }
    }

    protected override void Dispose(bool disposing)
    {
    }

    private void Return(Slab slab)
    {
        lock (_gate) _free[_freeCount++] = slab;
    }

    private sealed class Slab(SlabPool pool) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = GC.AllocateUninitializedArray<byte>(SlabBytes, pinned: true);

        public void Dispose() => pool.Return(this);
    }
}
