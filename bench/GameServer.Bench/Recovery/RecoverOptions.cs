namespace GameServer.Bench.Recovery;

/// <summary>What <c>recover</c> measures.</summary>
internal sealed record RecoverOptions(int Rooms, int Players, double Seconds, double CheckpointSeconds, int Runs)
{
    /// <summary>What is wrong with these options, or null.</summary>
    public string? Problem()
    {
        if (Rooms is < 1 or > 1000) return "--rooms must be 1 to 1000";
        if (Players is < 1 or > 1000) return "--players must be 1 to 1000";
        if (Seconds is not (>= 1 and <= 600)) return "--seconds must be 1 to 600";
        if (CheckpointSeconds is not (>= 0.1 and <= 600)) return "--checkpoint-seconds must be 0.1 to 600";
        return Runs is < 1 or > 100 ? "--runs must be 1 to 100" : null;
    }
}
