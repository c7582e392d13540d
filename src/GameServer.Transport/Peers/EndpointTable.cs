using System;
using GameServer.Core;

namespace GameServer.Transport.Peers;

/// <summary>
/// Endpoint → small number, open addressing with linear probing at half load: one cache line per look-up and nothing to collect. The hash is keyed, so that
/// nobody can choose addresses that collide.
/// </summary>
internal sealed class EndpointTable
{
    private const int Empty = -1;

    private readonly Entry[] _entries;
    private readonly int _mask;
    private readonly ulong _key;

    public EndpointTable(int countMax, ulong key)
    {
        int capacity = 4;
        while (capacity < countMax * 2) capacity *= 2;
        _entries = new Entry[capacity];
        _mask = capacity - 1;
        _key = key;
        Array.Fill(_entries, new Entry { Value = Empty });
    }

    public int Count { get; private set; }

    public bool TryFind(in Endpoint endpoint, out int value)
    {
        for (int slot = SlotOf(endpoint); ; slot = (slot + 1) & _mask)
        {
            ref Entry entry = ref _entries[slot];
            value = entry.Value;
            if (value == Empty) return false;
            if (entry.Key.Equals(endpoint)) return true;
        }
    }

    /// <summary>The endpoint must be absent.</summary>
    public void Add(in Endpoint endpoint, int value)
    {
        Check.That(value >= 0);
        Check.That((Count + 1) * 2 <= _entries.Length);
        int slot = SlotOf(endpoint);
        while (_entries[slot].Value != Empty) slot = (slot + 1) & _mask;
        _entries[slot] = new Entry { Key = endpoint, Value = value };
        Count++;
    }

    public void Remove(in Endpoint endpoint)
    {
        int hole = SlotOf(endpoint);
        while (!_entries[hole].Key.Equals(endpoint) || _entries[hole].Value == Empty)
        {
            if (_entries[hole].Value == Empty) return;
            hole = (hole + 1) & _mask;
        }

        // Close the gap: whatever sits behind it and would not be found across it moves forward.
        for (int slot = (hole + 1) & _mask; _entries[slot].Value != Empty; slot = (slot + 1) & _mask)
        {
            int home = SlotOf(_entries[slot].Key);
            if (((slot - home) & _mask) < ((slot - hole) & _mask)) continue;
            _entries[hole] = _entries[slot];
            hole = slot;
        }

        _entries[hole] = new Entry { Value = Empty };
        Count--;
    }

    private int SlotOf(in Endpoint endpoint) =>
        (int)(StateHasher.Mix(_key ^ endpoint.AddressLow ^ (endpoint.AddressHigh * 0x9E37_79B9_7F4A_7C15) ^ ((ulong)endpoint.Port << 48)) >> 8) & _mask;

    private struct Entry
    {
        public Endpoint Key;
        public int Value;
    }
}
