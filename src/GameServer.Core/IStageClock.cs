namespace GameServer.Core;

/// <summary>
/// Lets code below Host say what its stages cost without owning a clock: Host and benchmarks read the processor's, simulated runs a constant. What it returns is
/// only ever counted, never decided on.
/// </summary>
public interface IStageClock
{
    /// <summary>A monotonic reading.</summary>
    long Nanoseconds { get; }
}
