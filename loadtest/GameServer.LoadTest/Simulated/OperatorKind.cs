namespace GameServer.LoadTest.Simulated;

/// <summary>What an operator may do in a simulated run. The order is part of the plan that a seed stands for.</summary>
public enum OperatorKind
{
    /// <summary>A player is sent away.</summary>
    Kick,

    /// <summary>A player is sent to another room of the shard.</summary>
    Move,

    /// <summary>Everybody on a shard is told something.</summary>
    Message,

    /// <summary>A shard gets a room more.</summary>
    OpenRoom,

    /// <summary>A room that was opened is closed.</summary>
    CloseRoom,

    /// <summary>A shard lets nobody in for a while.</summary>
    Drain,
}
