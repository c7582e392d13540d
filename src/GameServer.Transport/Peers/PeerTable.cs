using System;
using GameServer.Core;
using GameServer.Transport.Channels;

namespace GameServer.Transport.Peers;

/// <summary>
/// The peers of one transport by slot and by address, and the list of those the next flush must visit. Peer objects are made on first use of a slot and
/// kept.
/// </summary>
internal sealed class PeerTable
{
    public const int ObjectBytes = 80;

    private readonly Peer?[] _peers;
    private readonly int[] _freeSlots;
    private readonly int[] _dirty;
    private readonly EndpointTable _byEndpoint;
    private readonly AddressCounts _byAddress;
    private readonly BufferPool _pool;
    private int _freeCount;

    public PeerTable(int peersMax, ulong hashKey, BufferPool pool)
    {
        _peers = new Peer?[peersMax];
        _freeSlots = new int[peersMax];
        _dirty = new int[peersMax];
        _freeCount = peersMax;
        for (int i = 0; i < peersMax; i++) _freeSlots[i] = peersMax - 1 - i;
        _byEndpoint = new EndpointTable(peersMax, hashKey);
        _byAddress = new AddressCounts(peersMax, hashKey);
        _pool = pool;
        Timers = new TimerWheel(peersMax);
    }

    public TimerWheel Timers { get; }

    /// <summary>Peers in state Connected.</summary>
    public int ConnectedCount { get; private set; }

    public bool IsFull => _freeCount == 0;

    public int SlotCount => _peers.Length;

    public ReadOnlySpan<int> Dirty => _dirty.AsSpan(0, DirtyCount);

    public int DirtyCount { get; private set; }

    public bool TryFind(in Endpoint endpoint, out Peer peer)
    {
        // A client has one peer, and needs no table to find it.
        if (_peers.Length == 1)
        {
            peer = _peers[0]!;
            return peer is not null && peer.State != PeerState.Free && peer.Endpoint.Equals(endpoint);
        }

        bool found = _byEndpoint.TryFind(endpoint, out int index);
        peer = found ? _peers[index]! : null!;
        return found;
    }

    public bool TryFindIndex(in Endpoint endpoint, out int index) => _byEndpoint.TryFind(endpoint, out index);

    /// <summary>The peer an id names, in whatever state; null when it is gone.</summary>
    public Peer? Find(PeerId id)
    {
        if ((uint)id.Index >= (uint)_peers.Length) return null;
        Peer? peer = _peers[id.Index];
        return peer is not null && peer.Generation == id.Generation && peer.State != PeerState.Free ? peer : null;
    }

    /// <summary>Peers with this address, whatever their ports.</summary>
    public int CountOf(in Endpoint endpoint) => _byAddress.Of(endpoint);

    /// <summary>
    /// The connected peer whose identity this is, searched among all: identities come from addresses that are no peer, rarely and at a limited rate.
    /// </summary>
    public Peer? FindIdentity(int wireId, long connectTime, int number)
    {
        foreach (Peer? peer in _peers)
        {
            if (peer is not { State: PeerState.Connected, Role: PeerRole.Server } || peer.WireId != wireId) continue;
            if (peer.ConnectTime == connectTime && peer.Number == number) return peer;
        }

        return null;
    }

    /// <summary>The peer in a slot, or null when the slot is free.</summary>
    public Peer? At(int index) => _peers[index] is { State: not PeerState.Free } peer ? peer : null;

    /// <summary>A fresh peer in a free slot, which there must be, for an address that must have none.</summary>
    public Peer Add(in Endpoint endpoint, PeerState state, long nowNs)
    {
        Check.That(_freeCount > 0);
        int index = _freeSlots[--_freeCount];
        Peer peer = _peers[index] ??= new Peer(index);
        Check.That(peer.State == PeerState.Free);
        peer.Reset(_pool);
        peer.Generation++;
        peer.Endpoint = endpoint;
        peer.LastReceivedNs = peer.PacedAtNs = nowNs;
        _byEndpoint.Add(endpoint, index);
        _byAddress.Add(endpoint);
        SetState(peer, state, nowNs);
        return peer;
    }

    public void Remove(Peer peer, long nowNs)
    {
        _byEndpoint.Remove(peer.Endpoint);
        _byAddress.Remove(peer.Endpoint);
        Timers.Cancel(peer.Index);
        SetState(peer, PeerState.Free, nowNs);
        peer.Reset(_pool);
        _freeSlots[_freeCount++] = peer.Index;
    }

    public void SetState(Peer peer, PeerState state, long nowNs)
    {
        if (peer.State == PeerState.Connected) ConnectedCount--;
        if (state == PeerState.Connected) ConnectedCount++;
        peer.State = state;
        peer.StateSinceNs = nowNs;
    }

    public void Move(Peer peer, in Endpoint endpoint)
    {
        _byEndpoint.Remove(peer.Endpoint);
        _byAddress.Remove(peer.Endpoint);
        peer.Endpoint = endpoint;
        _byEndpoint.Add(endpoint, peer.Index);
        _byAddress.Add(endpoint);
    }

    public void MarkDirty(Peer peer)
    {
        if (peer.Dirty) return;
        peer.Dirty = true;
        _dirty[DirtyCount++] = peer.Index;
    }

    /// <summary>The visited ones; a slot freed since it was listed has no peer to visit.</summary>
    public Peer? TakeDirty(int position)
    {
        Peer peer = _peers[_dirty[position]]!;
        peer.Dirty = false;
        return peer.State == PeerState.Free ? null : peer;
    }

    /// <summary>Fetches what a peer is looked up by; whoever sends to it has the rest within the same lines.</summary>
    public void Expect(PeerId id)
    {
        if ((uint)id.Index < (uint)_peers.Length) CacheLine.FetchObject(_peers[id.Index], Peer.ObjectBytes);
    }

    /// <summary>Fetches what packets to and from the peers in these slots will need.</summary>
    public void Prefetch(ReadOnlySpan<int> indexes)
    {
        foreach (int index in indexes) CacheLine.FetchObject(_peers[index], Peer.ObjectBytes);
    }

    /// <summary>For the only peer of a client: fetches the tables first, then what they lead to.</summary>
    public void Prefetch(int step)
    {
        if (step == 0)
        {
            CacheLine.Fetch(_peers, 0);
            CacheLine.Fetch(_dirty, 0);
            CacheLine.FetchObject(Timers, TimerWheel.ObjectBytes);
        }
        else
        {
            CacheLine.FetchObject(_peers[0], Peer.ObjectBytes);
            Timers.Prefetch();
        }
    }

    public void ClearDirty() => DirtyCount = 0;
}
