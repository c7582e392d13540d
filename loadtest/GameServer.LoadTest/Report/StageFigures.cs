namespace GameServer.LoadTest.Report;

/// <summary>What each line of the server's step cost, in nanoseconds per client and tick.</summary>
internal sealed record StageFigures(double Receive, double Simulate, double Grid, double Interest, double Write, double Flush);
