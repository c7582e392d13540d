using GameServer.Core;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>One thing that happened, as plain data: its texts are references to strings that the session has anyway.</summary>
public struct SessionEvent
{
    /// <summary>In <see cref="Room"/> and <see cref="Seat"/>: none.</summary>
    public const int None = -1;

    /// <summary>When: the step's time.</summary>
    public Timestamp At;

    public SessionEventKind Kind;

    /// <summary>Number of the room; <see cref="None"/> before there is one.</summary>
    public int Room;

    /// <summary>Index of the seat; <see cref="None"/> before there is one.</summary>
    public int Seat;

    /// <summary>The session's key, which no other session has; 0 before there is one.</summary>
    public ulong Session;

    /// <summary>The room's last finished tick; <see cref="Tick.None"/> before there is a room.</summary>
    public Tick Tick;

    /// <summary>Empty while the player is not known, as for all that only concerns a connection.</summary>
    public string PlayerId;

    public string PlayerName;

    /// <summary>The connection's address; the default one for a player who has none.</summary>
    public Endpoint Endpoint;

    /// <summary>Why: a <see cref="Replication.RefusalReason"/>, <see cref="Replication.CommandRefusalReason"/> or <see cref="DisconnectReason"/>, as the kind has it; 0 for other kinds.</summary>
    public int Reason;

    /// <summary>As <see cref="Kind"/> says; otherwise 0.</summary>
    public long Number;

    /// <summary>As <see cref="Kind"/> says, for people; otherwise empty.</summary>
    public string Text;
}
