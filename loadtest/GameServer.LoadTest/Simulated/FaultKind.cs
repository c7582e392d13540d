namespace GameServer.LoadTest.Simulated;

/// <summary>What can go wrong at a given moment of a simulated run. The order is part of the plan that a seed stands for.</summary>
public enum FaultKind
{
    /// <summary>A player's path becomes another network, in one direction, for a while.</summary>
    LinkChange,

    /// <summary>Nothing passes between a player and the server, in one direction or both.</summary>
    Blackout,

    /// <summary>A player's path loses large datagrams without a word.</summary>
    MtuBlackHole,

    /// <summary>A player's path gets a narrow hop with a queue before it.</summary>
    Throttle,

    /// <summary>A player's datagrams come from another address from now on.</summary>
    AddressChange,

    /// <summary>A player's wall clock jumps.</summary>
    ClockStep,

    /// <summary>A player's game does not call its client for a while.</summary>
    Stall,

    /// <summary>A player says goodbye and comes back as somebody else.</summary>
    Leave,

    /// <summary>A player's process dies without a word, and a new one starts.</summary>
    Vanish,

    /// <summary>The host wakes a shard late.</summary>
    SlowTick,

    /// <summary>A shard cannot be reached by anyone.</summary>
    Partition,

    /// <summary>A shard's process dies: what it handed to the system stays, and a new process starts after a while.</summary>
    Kill,

    /// <summary>The power goes: of what the shard's disk had not flushed, any part is lost.</summary>
    PowerCut,

    /// <summary>A shard's disk takes nothing more.</summary>
    DiskFull,

    /// <summary>A shard's disk does nothing.</summary>
    DiskSlow,
}
