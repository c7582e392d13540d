using GameServer.Core;

namespace GameServer.Server;

/// <summary>
/// One picture of a shard, taken between ticks and copied as a whole: plain numbers since the start, except where a window is named.
/// </summary>
public struct ShardStatus
{
    public Tick Tick;
    public int RoomCount;
    public int PeerCount;
    public int PlayerCount;

    /// <summary>Players whose connection was lost, and whose seats wait for them; not among <see cref="PlayerCount"/>.</summary>
    public int InterruptedCount;
    public int EntityCount;
    public long TickCount;
    public long LateTickCount;
    public long ForgivenTickCount;

    /// <summary>Player-ticks served: the sum over ticks of players in the room.</summary>
    public long ClientTickCount;

    /// <summary>Cost of a tick with its publishing and sending, over the last window of about a second.</summary>
    public long TickCostP50Ns;
    public long TickCostP99Ns;
    public long TickCostMaxNs;

    /// <summary>How late ticks started, over the same window.</summary>
    public long LatenessP99Ns;
    public long LatenessMaxNs;

    /// <summary>The same two since the start, in buckets.</summary>
    public DurationCounts TickCosts;
    public DurationCounts Lateness;

    public long DatagramsIn;
    public long DatagramsOut;
    public long BytesIn;
    public long BytesOut;

    /// <summary>Packets and messages inside those datagrams.</summary>
    public long PacketsIn;
    public long PacketsOut;
    public long MessagesIn;
    public long MessagesOut;

    /// <summary>Reliable packets sent again; such as arrived again.</summary>
    public long Resends;
    public long Duplicates;

    /// <summary>Connections that proved they receive; requests that were turned away; requests answered by a challenge.</summary>
    public long ConnectsAccepted;
    public long ConnectsRejected;
    public long ConnectsChallenged;

    /// <summary>Connections that ended, however.</summary>
    public long Disconnects;
    public long SnapshotPackets;
    public long SnapshotBytes;
    public long EntityUpdates;
    public long EntityEncodings;

    /// <summary>Entities that had something to say to a client and did not fit its budget, counted each tick; entities in clients' views, counted each tick.</summary>
    public long EntitiesDeferred;
    public long EntitiesViewed;

    /// <summary>Shared pages sent, counted for each client; packets in the dense coder; codebooks made.</summary>
    public long SnapshotPages;
    public long DensePackets;
    public long Codebooks;
    public long SpawnsRefused;

    /// <summary>Actions judged in the past their player saw, of them such as got less than the client claimed, and how far back they went: all since the start.</summary>
    public long RewindCount;
    public long RewindClampedCount;
    public double RewindTicksP50;
    public double RewindTicksP99;
    public long JoinsRefused;

    /// <summary>Connections lost without a goodbye, whose seats were kept.</summary>
    public long Interruptions;

    /// <summary>Players who came back to their seats.</summary>
    public long Resumes;

    /// <summary>Resume tokens refused: spent, forged, of another player, room or server, or of a seat given up.</summary>
    public long ResumesRefused;

    /// <summary>Logins of players who were here already.</summary>
    public long TakeOvers;

    /// <summary>Seats given up because their player did not come back in time.</summary>
    public long GracesExpired;

    /// <summary>Reliable commands taken.</summary>
    public long CommandCount;

    /// <summary>What happened to players: events that wait to be read, and events dropped because they were not.</summary>
    public int EventsWaiting;
    public long EventsDropped;

    /// <summary>
    /// The journal, zeros without one: nanoseconds of a room's time that a power cut would undo (of the room that would lose most), bytes of log and of it not durable yet, times a
    /// room's log had to end because the queue was full, rooms whose log lacks ticks now.
    /// </summary>
    public long JournalLagNs;
    public long JournalBytes;
    public long JournalWaitingBytes;
    public long JournalGapCount;
    public int JournalGapRooms;

    /// <summary>
    /// Players' records, zeros without a store: effects promised and not known to be stored, how full the fullest room's outbox is (0 to 1), promises that games were refused, logins that wait for a
    /// profile, logins whose profile could not be read in time.
    /// </summary>
    public long OutboxCount;
    public double OutboxFill;
    public long PromisesRefused;
    public int LoginsWaiting;
    public long ProfilesMissing;
    public StageCosts Stages;

    /// <summary>Datagrams and packets dropped, by the transport's drop reasons.</summary>
    public DropCounts TransportDrops;

    /// <summary>Messages dropped, by <see cref="SessionDrop"/>.</summary>
    public DropCounts SessionDrops;
}
