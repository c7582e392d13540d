namespace GameServer.LoadTest.Simulated.Checks;

/// <summary>One thing that must hold throughout a simulated run.</summary>
internal abstract class RunCheck(string name)
{
    /// <summary>What a failure is called.</summary>
    public string Name { get; } = name;

    /// <summary>A snapshot packet took effect in the view of a player whose path alters nothing.</summary>
    public virtual void Applied(SimulatedRun run, SimulatedPlayer player, in Client.SnapshotArrival arrival)
    {
    }

    /// <summary>Everything took one step.</summary>
    public virtual void Stepped(SimulatedRun run)
    {
    }

    /// <summary>A player's client was closed without asking for it.</summary>
    public virtual void Closed(SimulatedRun run, SimulatedPlayer player)
    {
    }

    /// <summary>A shard was killed, and its next process has its rooms.</summary>
    public virtual void Recovered(SimulatedRun run, SimulatedShard shard)
    {
    }

    /// <summary>The run is over.</summary>
    public virtual void Ended(SimulatedRun run)
    {
    }

    protected CheckFailedException Failure(SimulatedRun run, string text) => new(Name, $"at {run.Seconds:0.000} s: {text}");
}
