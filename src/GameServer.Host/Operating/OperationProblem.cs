namespace GameServer.Host.Operating;

/// <summary>Why something an operator asked for was not done.</summary>
internal enum OperationProblem
{
    /// <summary>It was done.</summary>
    None,

    /// <summary>The shard has more to do than it can queue: nothing was done, and asking again will help.</summary>
    Busy,

    /// <summary>The shard has not answered in time. It may still do what was asked.</summary>
    NoAnswer,

    /// <summary>Nobody of that id or name has a seat.</summary>
    PlayerUnknown,

    /// <summary>Several players have that name: an id is needed.</summary>
    PlayerAmbiguous,

    /// <summary>There is no such room.</summary>
    RoomUnknown,

    /// <summary>Files of content are not what the game declares; the text lists every problem.</summary>
    ContentInvalid,

    /// <summary>No such version of content is kept.</summary>
    ContentUnknown,

    /// <summary>There is no version to go back to, or no place in the schedule.</summary>
    ContentNothing,

    /// <summary>Versions of content cannot be read or written.</summary>
    ContentStoreFailing,

    /// <summary>The player has lost the connection and cannot be told anything now.</summary>
    PlayerAway,

    /// <summary>The player has no id of his own: he would be another one the next time.</summary>
    PlayerAnonymous,

    /// <summary>That cannot be a player's id.</summary>
    PlayerIdInvalid,

    /// <summary>The player is not banned.</summary>
    NotBanned,

    /// <summary>More players are banned than can be.</summary>
    TooManyBans,

    /// <summary>The room has no free seat.</summary>
    RoomFull,

    /// <summary>The player is in that room already.</summary>
    SameRoom,

    /// <summary>It is the only open room of its shard.</summary>
    LastRoom,

    /// <summary>The shard has as many rooms as it can.</summary>
    TooManyRooms,

    /// <summary>There is no such shard.</summary>
    ShardUnknown,

    /// <summary>What must outlive the process cannot be stored: nothing was done.</summary>
    StorageFailed,

    /// <summary>The server is about to leave.</summary>
    Draining,

    /// <summary>The server is not about to leave, or it is too late to call that off.</summary>
    NotDraining,

    /// <summary>A text, a number or an address that cannot be meant.</summary>
    ArgumentInvalid,
}
