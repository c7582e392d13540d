using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>One player's presence: which connection, which seat, and what has been sent to it.</summary>
public sealed class Session(PeerId peer, Timestamp connectedAt)
{
    private long _missedSeen;

    public PeerId Peer { get; } = peer;

    public Timestamp ConnectedAt { get; } = connectedAt;

    public SessionState State { get; internal set; }

    /// <summary>The room, while <see cref="SessionState.Playing"/>.</summary>
    public Room? Room { get; private set; }

    public string PlayerName { get; private set; } = "";

    public PlayerSlot Player { get; private set; }

    /// <summary>Ticks for which the player's own input was missing.</summary>
    public long InputsMissed => Inputs?.MissedCount ?? 0;

    internal Viewer? Viewer { get; private set; }

    internal InputQueue? Inputs { get; private set; }

    /// <summary>Tick that the newest input of the last datagram was for.</summary>
    internal Tick ArrivedStamp { get; private set; }

    /// <summary>When that datagram came, on the monotonic clock.</summary>
    internal long ArrivedNs { get; private set; }

    /// <summary>How many steps <see cref="Prefetch"/> has.</summary>
    internal const int PrefetchSteps = 3;

    /// <summary>Fetches what an input packet, or a tick's snapshot, of this player needs; see <see cref="CacheLine"/>.</summary>
    internal void Prefetch(int step)
    {
        if (Viewer is null) return;
        Viewer.Prefetch(step);
        Inputs!.Prefetch(step);
    }

    internal void Seat(Room room, PlayerSlot player, string name, Viewer viewer, InputQueue inputs)
    {
        State = SessionState.Playing;
        Room = room;
        Player = player;
        PlayerName = name;
        Viewer = viewer;
        Inputs = inputs;
        ArrivedStamp = Tick.None;
    }

    /// <summary>True once after ticks that had no input of the player's own.</summary>
    internal bool TakeMissed()
    {
        bool any = Inputs!.MissedCount != _missedSeen;
        _missedSeen = Inputs.MissedCount;
        return any;
    }

    internal void NoteArrival(Tick stamp, long nowNs)
    {
        ArrivedStamp = stamp;
        ArrivedNs = nowNs;
    }
}
