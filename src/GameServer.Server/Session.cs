using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>One player's presence: which connection, which seat, and what has been sent to it.</summary>
public sealed class Session(PeerId peer, Timestamp connectedAt)
{
    public PeerId Peer { get; } = peer;

    public Timestamp ConnectedAt { get; } = connectedAt;

    public SessionState State { get; internal set; }

    /// <summary>The room, while <see cref="SessionState.Playing"/>.</summary>
    public Room? Room { get; private set; }

    public string PlayerName { get; private set; } = "";

    public PlayerSlot Player { get; private set; }

    internal Viewer? Viewer { get; private set; }

    internal InputQueue? Inputs { get; private set; }

    /// <summary>Reads what an input packet of this player will; see <see cref="ITransportHandler.Touch"/>.</summary>
    internal int Touch() => Viewer is null ? 0 : Viewer.Touch() + Inputs!.Touch();

    internal void Seat(Room room, PlayerSlot player, string name, Viewer viewer, InputQueue inputs)
    {
        State = SessionState.Playing;
        Room = room;
        Player = player;
        PlayerName = name;
        Viewer = viewer;
        Inputs = inputs;
    }
}
