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
}
