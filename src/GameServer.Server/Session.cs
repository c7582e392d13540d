using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>One player's presence in a room: the seat, and what has been sent to it. It outlives its connection.</summary>
public sealed class Session
{
    private long _missedSeen;

    internal Session(Room room, PlayerSlot player, in PlayerIdentity identity, InputQueue inputs)
    {
        Room = room;
        Player = player;
        Key = identity.SessionKey;
        PlayerId = identity.Id;
        PlayerName = identity.Name;
        Inputs = inputs;
        State = SessionState.Interrupted;
    }

    public Room Room { get; }

    public PlayerSlot Player { get; }

    /// <summary>The player across sessions.</summary>
    public string PlayerId { get; }

    public string PlayerName { get; }

    /// <summary>No other session of the node has it.</summary>
    public ulong Key { get; }

    public SessionState State { get; internal set; }

    /// <summary>The connection; <see cref="PeerId.None"/> while there is none.</summary>
    public PeerId Peer { get; internal set; } = PeerId.None;

    public bool IsAttached => !Peer.IsNone;

    /// <summary>Ticks for which the player's own input was missing.</summary>
    public long InputsMissed => Inputs.MissedCount;

    internal Viewer? Viewer { get; set; }

    /// <summary>Whether the client on the present connection reads notices.</summary>
    internal bool ReadsNotices { get; set; }

    internal InputQueue Inputs { get; }

    /// <summary>Tick that the newest input of the last datagram was for.</summary>
    internal Tick ArrivedStamp { get; private set; }

    /// <summary>When that datagram came, on the monotonic clock.</summary>
    internal long ArrivedNs { get; private set; }

    /// <summary>The newest resume token given to the client; it is the oldest that counts as soon as the client is heard after it.</summary>
    internal uint IssuedGeneration { get; set; }

    /// <summary>The last command whose result was sent on this connection.</summary>
    internal uint LastAnswered { get; set; }

    /// <summary>True while the room looks for results to send.</summary>
    internal bool AwaitsResults { get; set; }

    /// <summary>In <see cref="ContentHeld"/>: a version that no difference leads on from.</summary>
    internal const ulong ContentUnknown = ulong.MaxValue;

    /// <summary>The version of content that the client has, or was sent; 0 when it takes none.</summary>
    internal ulong ContentHeld { get; set; }

    /// <summary>The version that the client's last answer was about.</summary>
    private ulong ContentAnswered { get; set; }

    /// <summary>The version last sent whole on this connection.</summary>
    internal ulong ContentSentWhole { get; set; }

    /// <summary>What of a session to fetch ahead: as much as an input or a tick looks at.</summary>
    internal const int ObjectBytes = 128;

    /// <summary>How many steps <see cref="Prefetch"/> has.</summary>
    internal const int PrefetchSteps = 3;

    /// <summary>Fetches what an input packet, or a tick's snapshot, of this player needs; see <see cref="CacheLine"/>. <see cref="ObjectBytes"/> of the session itself come before.</summary>
    internal void Prefetch(int step)
    {
        if (step == 0)
        {
            CacheLine.FetchObject(Viewer, Replication.Viewer.ObjectBytes);
            CacheLine.FetchObject(Inputs, InputQueue.ObjectBytes);
            return;
        }

        Viewer?.Prefetch(step - 1);
        if (step == 1) Inputs.Prefetch();
    }

    /// <summary>The client has answered about a version.</summary>
    /// <returns>False when it was sent another, or has answered before.</returns>
    internal bool TryNoteContent(ulong version)
    {
        if (version != ContentHeld || version == ContentAnswered) return false;
        ContentAnswered = version;
        return true;
    }

    /// <summary>True once after ticks that had no input of the player's own.</summary>
    internal bool TakeMissed()
    {
        bool any = Inputs.MissedCount != _missedSeen;
        _missedSeen = Inputs.MissedCount;
        return any;
    }

    /// <summary>Ticks by which the newest input comes ahead of the tick it is for, as of the room's last tick; 0 while there was none.</summary>
    internal double InputLeadTicks => ArrivedStamp.IsNone ? 0 : (Room.Schedule.DueAt(ArrivedStamp).Nanoseconds - ArrivedNs) * (double)Room.TickRateHz / Timestamp.NanosecondsPerSecond;

    internal void NoteArrival(Tick stamp, long nowNs)
    {
        ArrivedStamp = stamp;
        ArrivedNs = nowNs;
    }
}
