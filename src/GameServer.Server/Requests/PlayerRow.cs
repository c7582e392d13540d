using GameServer.Core;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>One player as it was between two ticks: what <see cref="ReadPlayersRequest"/> fills in. All that concerns a connection is 0 while there is none.</summary>
public struct PlayerRow
{
    /// <summary>The session's key: no other session of the node has it.</summary>
    public ulong Session;
    public string PlayerId;
    public string PlayerName;
    public RoomId Room;
    public PlayerSlot Seat;
    public SessionState State;

    /// <summary>Ticks since the player was lost; 0 while present.</summary>
    public int InterruptedTicks;
    public Endpoint Endpoint;
    public int RttMs;

    /// <summary>Bytes of the connection since it began: datagrams as the socket sees them.</summary>
    public long BytesIn;
    public long BytesOut;

    /// <summary>Snapshot packets acknowledged, and given up for lost, since the view began.</summary>
    public long PacketsAcked;
    public long PacketsLost;

    /// <summary>Snapshot payload per second that the player's path is thought to take.</summary>
    public int BytesPerSecond;

    /// <summary>Ticks by which the newest input came ahead of the tick it was for; negative for one that came too late.</summary>
    public double InputLeadTicks;

    /// <summary>Ticks for which the player's own input was missing.</summary>
    public long InputsMissed;

    /// <summary>Entities the player is shown.</summary>
    public int EntitiesShown;

    /// <summary>Whether snapshots go out in the dense coder.</summary>
    public bool IsDense;

    /// <summary>Whether the player looks from somewhere, and where, in the game's units.</summary>
    public bool HasFocus;
    public double FocusX;
    public double FocusY;
}
