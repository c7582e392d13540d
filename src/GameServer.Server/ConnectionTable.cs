using System;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>A shard's connections by the transport's dense index.</summary>
internal sealed class ConnectionTable(int peersMax, ControlSender sender, long joinTimeoutNs)
{
    private readonly Connection?[] _byPeer = new Connection[peersMax];
    private readonly PeerId[] _peers = new PeerId[peersMax];   // of the same: who only wants to send needs no more of a connection's memory
    private int _sweepIndex;

    /// <summary>Connections, joined or not.</summary>
    public int Count { get; private set; }

    public Connection Add(PeerId peer, in Endpoint endpoint, Timestamp now)
    {
        Check.That(_byPeer[peer.Index] is null);
        Connection connection = new(peer, endpoint, now);
        _byPeer[peer.Index] = connection;
        _peers[peer.Index] = peer;
        Count++;
        return connection;
    }

    public void Remove(Connection connection)
    {
        Check.That(_byPeer[connection.Peer.Index] == connection);
        _byPeer[connection.Peer.Index] = null;
        _peers[connection.Peer.Index] = PeerId.None;
        Count--;
    }

    /// <summary>By the transport's dense index; null where there is none.</summary>
    public ReadOnlySpan<Connection?> All => _byPeer;

    public Connection? At(int index) => _byPeer[index];

    /// <summary>The peer at a dense index; <see cref="PeerId.None"/> where there is none.</summary>
    public PeerId PeerAt(int index) => _peers[index];

    public Connection? Find(PeerId peer) => _byPeer[peer.Index] is { } connection && connection.Peer == peer ? connection : null;

    /// <summary>The connection that carries a session which is attached.</summary>
    public Connection? CarrierOf(Session session) => Find(session.Peer);

    /// <summary>Closes connections that never joined; looks at a few per call, so that its cost is flat.</summary>
    public void ExpireIdle(Timestamp now)
    {
        const int ConnectionsPerCall = 64;
        for (int i = 0; i < Math.Min(ConnectionsPerCall, _byPeer.Length); i++)
        {
            _sweepIndex = _sweepIndex + 1 == _byPeer.Length ? 0 : _sweepIndex + 1;
            Connection? connection = _byPeer[_sweepIndex];
            if (connection is { State: ConnectionState.Waiting } && now.Since(connection.ConnectedAt) >= joinTimeoutNs) Close(connection, new Farewell(FarewellReason.JoinTimeout, "no join request came"));
        }
    }

    /// <summary>Says goodbye to those who never joined.</summary>
    public void CloseWaiting(in Farewell farewell)
    {
        foreach (Connection? connection in _byPeer)
        {
            if (connection is { State: ConnectionState.Waiting or ConnectionState.LoggingIn }) Close(connection, farewell);
        }
    }

    private void Close(Connection connection, in Farewell farewell)
    {
        connection.Close();
        sender.Farewell(connection.Peer, farewell);
    }
}
