using GameServer.Core;

namespace GameServer.Server;

/// <summary>One room as it was between two ticks: what <see cref="ReadRoomsRequest"/> fills in.</summary>
public struct RoomRow
{
    public RoomId Room;

    /// <summary>The last tick finished, and the last that a crash cannot undo.</summary>
    public Tick Tick;
    public Tick DurableTick;
    public int TickRateHz;

    /// <summary>Players connected, players whose seats wait for them, and seats.</summary>
    public int PlayerCount;
    public int InterruptedCount;
    public int PlayerCapacity;
    public int EntityCount;
    public int EntityCapacity;

    /// <summary>Hash of the state after <see cref="Tick"/>; 0 unless it was asked for, as it looks at every entity.</summary>
    public ulong StateHash;

    /// <summary>The version of content of the last tick, and the one announced; 0 in games without content.</summary>
    public ulong ContentVersion;
    public ulong ContentAnnounced;

    /// <summary>Ticks that began over 1 ms late or ended after the next one's time, and ticks never run: since the room began in this process.</summary>
    public long LateTickCount;
    public long ForgivenTickCount;

    /// <summary>How late the last tick began.</summary>
    public long LatenessNs;

    /// <summary>Nanoseconds spent in the game's own code, and snapshot bytes sent, since the room began in this process.</summary>
    public long SimulationNs;
    public long SnapshotBytes;
}
