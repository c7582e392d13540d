using GameServer.Core;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>One connection: an address that has proved itself, and the session it carries, once it has joined. It ends with the address; the session need not.</summary>
internal sealed class Connection(PeerId peer, in Endpoint endpoint, Timestamp connectedAt)
{
    /// <summary>What of the object to fetch ahead; see <see cref="CacheLine"/>.</summary>
    public const int ObjectBytes = 72;

    public PeerId Peer { get; } = peer;

    /// <summary>The other side's address; may change while the connection goes on.</summary>
    public Endpoint Endpoint { get; set; } = endpoint;

    public Timestamp ConnectedAt { get; } = connectedAt;

    public ConnectionState State { get; private set; }

    /// <summary>What it carries while <see cref="ConnectionState.Attached"/>.</summary>
    public Session? Session { get; private set; }

    public void BeginLogin()
    {
        Check.That(State == ConnectionState.Waiting);
        State = ConnectionState.LoggingIn;
    }

    public void Attach(Session session)
    {
        Check.That(State is ConnectionState.Waiting or ConnectionState.LoggingIn);
        State = ConnectionState.Attached;
        Session = session;
    }

    /// <summary>Whatever comes from now on is not listened to.</summary>
    public void Close()
    {
        State = ConnectionState.Closing;
        Session = null;
    }
}
