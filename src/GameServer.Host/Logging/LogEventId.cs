namespace GameServer.Host.Logging;

/// <summary>What a log entry is about, by a number that never changes its meaning. One that is given up stays unused.</summary>
internal enum LogEventId
{
    // 1 to 99: the node.
    Listening = 1,
    Stopped = 2,
    Status = 3,
    StartWarning = 4,
    Recovery = 5,

    /// <summary>In a stream of entries: as many as the field says were overtaken before they could be read.</summary>
    EntriesMissed = 6,

    /// <summary>Events that are in the counters and timelines, and would have been too many lines.</summary>
    PlayerEventsSkipped = 7,

    /// <summary>Events that a shard had to drop, because nobody took them in time.</summary>
    PlayerEventsLost = 8,
    LevelChanged = 9,
    DropsChanged = 10,
    JournalChanged = 11,
    RecordsChanged = 12,

    /// <summary>A tick that was late, and the likeliest reason.</summary>
    TickLate = 13,

    // 100 to 199: players and their connections.
    PlayerConnected = 100,
    PlayerDisconnected = 101,
    PlayerAddressChanged = 102,
    PlayerRefused = 103,
    PlayerResumeRefused = 104,
    PlayerCommandRefused = 105,
    PlayerResynced = 106,
    PlayerJoined = 107,
    PlayerProfileMissing = 108,
    PlayerInterrupted = 109,
    PlayerResumed = 110,
    PlayerTakenOver = 111,
    PlayerLeft = 112,
    PlayerGraceOver = 113,
    PlayerKicked = 114,
    PlayerBanned = 115,
    PlayerMoved = 116,
    PlayerMessaged = 117,
    PlayerStopped = 118,
    PlayerRoomClosed = 119,
    PlayerContentChanged = 120,
    PlayerContentRefused = 121,

    // 200 to 299: the admin address.
    AdminChanged = 200,
    AdminRefused = 201,
    AdminFailed = 202,
}
