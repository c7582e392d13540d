using GameServer.Core;
using GameServer.Transport.Peers;

namespace GameServer.Transport.Handshake;

/// <summary>The most recently ended connections, for a few seconds; a ring, so the newest replaces the oldest.</summary>
internal sealed class ClosedTable(int countMax, ulong hashKey)
{
    // Stock clients repeat a request or a goodbye for 5 s; what comes later starts from nothing.
    private const long RememberedNs = 6 * Timestamp.NanosecondsPerSecond;

    private readonly ClosedPeer[] _entries = new ClosedPeer[countMax];
    private readonly bool[] _used = new bool[countMax];
    private readonly EndpointTable _byEndpoint = new(countMax, hashKey);
    private int _next;

    public void Add(in ClosedPeer closed)
    {
        if (_byEndpoint.TryFind(closed.Endpoint, out int slot))
        {
            _entries[slot] = closed;
            return;
        }

        slot = _next;
        _next = (_next + 1) % _entries.Length;
        if (_used[slot]) _byEndpoint.Remove(_entries[slot].Endpoint);
        _used[slot] = true;
        _entries[slot] = closed;
        _byEndpoint.Add(closed.Endpoint, slot);
    }

    public bool TryFind(in Endpoint endpoint, long nowNs, out ClosedPeer closed)
    {
        closed = default;
        if (!_byEndpoint.TryFind(endpoint, out int slot)) return false;
        closed = _entries[slot];
        return nowNs - closed.ClosedNs < RememberedNs;
    }
}
