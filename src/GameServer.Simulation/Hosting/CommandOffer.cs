namespace GameServer.Simulation;

/// <summary>What became of a command that was offered to a seat.</summary>
public enum CommandOffer : byte
{
    /// <summary>It waits for the next tick.</summary>
    Queued,

    /// <summary>It was taken before: waiting, or applied already.</summary>
    Duplicate,

    /// <summary>As many wait as a seat may have; nothing was taken.</summary>
    Full,

    /// <summary>Not the one after the last that was taken; nothing was taken.</summary>
    OutOfOrder,

    /// <summary>Longer than <see cref="Core.Limits.CommandBytes"/>; nothing was taken.</summary>
    TooLong,
}
