using System;

namespace GameServer.Transport.Simulated;

/// <summary>Slots for datagrams and a binary heap over those in flight, by arrival and then by order of sending.</summary>
internal sealed class FlightQueue(int capacity)
{
    private const int SlotBytes = TransportLimits.DatagramBytes;

    private Flight[] _flights = new Flight[capacity];
    private byte[][] _bytes = new byte[capacity][];
    private int[] _heap = new int[capacity];
    private int[] _free = new int[capacity];
    private int _freeCount;
    private int _slotCount;
    private long _order;

    public int Count { get; private set; }

    /// <summary>When the first datagram arrives; <see cref="long.MaxValue"/> when none is in flight.</summary>
    public long NextNs => Count > 0 ? _flights[_heap[0]].ArrivalNs : long.MaxValue;

    public ref Flight this[int slot] => ref _flights[slot];

    public Span<byte> BytesOf(int slot) => _bytes[slot].AsSpan(0, _flights[slot].Length);

    public int Add(long arrivalNs, ReadOnlySpan<byte> datagram, in Endpoint from, in Endpoint to)
    {
        int slot = TakeSlot();
        _flights[slot] = new Flight { ArrivalNs = arrivalNs, Order = _order++, From = from, To = to, Length = datagram.Length };
        datagram.CopyTo(_bytes[slot]);
        int position = Count++;
        while (position > 0)
        {
            int parent = (position - 1) / 2;
            if (!Precedes(slot, _heap[parent])) break;
            _heap[position] = _heap[parent];
            position = parent;
        }

        _heap[position] = slot;
        return slot;
    }

    /// <summary>Takes the first datagram that has arrived; its slot stays taken until released.</summary>
    public bool TryTakeDue(long nowNs, out int slot)
    {
        slot = Count > 0 ? _heap[0] : -1;
        if (Count == 0 || _flights[slot].ArrivalNs > nowNs) return false;
        int moved = _heap[--Count];
        int position = 0;
        while (true)
        {
            int child = (position * 2) + 1;
            if (child >= Count) break;
            if (child + 1 < Count && Precedes(_heap[child + 1], _heap[child])) child++;
            if (!Precedes(_heap[child], moved)) break;
            _heap[position] = _heap[child];
            position = child;
        }

        _heap[position] = moved;
        return true;
    }

    public void Release(int slot) => _free[_freeCount++] = slot;

    /// <summary>Makes all slots there is room for, so that none is made while datagrams fly.</summary>
    public void Fill()
    {
        while (_slotCount < _flights.Length) Release(NewSlot());
    }

    private int TakeSlot()
    {
        if (_freeCount > 0) return _free[--_freeCount];
        if (_slotCount == _flights.Length)
        {
            int larger = _slotCount * 2;
            Array.Resize(ref _flights, larger);
            Array.Resize(ref _bytes, larger);
            Array.Resize(ref _heap, larger);
            Array.Resize(ref _free, larger);
        }

        return NewSlot();
    }

    private int NewSlot()
    {
        _bytes[_slotCount] = new byte[SlotBytes];
        return _slotCount++;
    }

    private bool Precedes(int left, int right)
    {
        ref Flight one = ref _flights[left];
        ref Flight two = ref _flights[right];
        return one.ArrivalNs != two.ArrivalNs ? one.ArrivalNs < two.ArrivalNs : one.Order < two.Order;
    }
}
