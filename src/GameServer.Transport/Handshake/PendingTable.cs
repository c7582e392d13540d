using GameServer.Transport.Peers;

namespace GameServer.Transport.Handshake;

/// <summary>
/// The bounded set of addresses waiting for their proof, by address and by next deadline. Taken whole at start, so that a flood changes nothing.
/// </summary>
internal sealed class PendingTable
{
    private readonly PendingPeer[] _entries;
    private readonly int[] _freeSlots;
    private readonly int[] _due;
    private readonly EndpointTable _byEndpoint;
    private readonly TimerWheel _timers;
    private int _freeCount;

    public PendingTable(int countMax, ulong hashKey)
    {
        _entries = new PendingPeer[countMax];
        _freeSlots = new int[countMax];
        _due = new int[countMax];
        for (int i = 0; i < countMax; i++) _freeSlots[i] = countMax - 1 - i;
        _freeCount = countMax;
        _byEndpoint = new EndpointTable(countMax, hashKey);
        _timers = new TimerWheel(countMax);
    }

    public bool IsFull => _freeCount == 0;

    public int Count => _entries.Length - _freeCount;

    public int Capacity => _entries.Length;

    public ref PendingPeer this[int slot] => ref _entries[slot];

    public bool TryFind(in Endpoint endpoint, out int slot) => _byEndpoint.TryFind(endpoint, out slot);

    public int Add(in PendingPeer pending)
    {
        int slot = _freeSlots[--_freeCount];
        _entries[slot] = pending;
        _byEndpoint.Add(pending.Endpoint, slot);
        _timers.Schedule(slot, pending.PingDueNs);
        return slot;
    }

    public void Remove(int slot)
    {
        _byEndpoint.Remove(_entries[slot].Endpoint);
        _timers.Cancel(slot);
        _freeSlots[_freeCount++] = slot;
    }

    public void Schedule(int slot) => _timers.Schedule(slot, _entries[slot].PingDueNs);

    /// <summary>Slots whose time has come; each must be scheduled again or removed.</summary>
    public System.ReadOnlySpan<int> CollectDue(long nowNs) => System.MemoryExtensions.AsSpan(_due, 0, _timers.Collect(nowNs, _due));

    public long NextDeadlineNs() => _timers.NextDeadlineNs();
}
