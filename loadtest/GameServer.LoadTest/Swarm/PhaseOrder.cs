namespace GameServer.LoadTest.Swarm;

/// <summary>Which phase a swarm is in and when it began, on the swarm's own clock. All that bots do in it follows from these two.</summary>
/// <param name="Index">Of the scenario's phases; their count: leave.</param>
/// <param name="StartNs">Monotonic nanoseconds.</param>
internal sealed record PhaseOrder(int Index, long StartNs);
