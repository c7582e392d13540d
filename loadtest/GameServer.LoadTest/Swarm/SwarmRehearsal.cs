using GameServer.LoadTest.Simulated;

namespace GameServer.LoadTest.Swarm;

/// <summary>
/// A hidden match in virtual time before a swarm connects, so that the runtime compiles what bots run, and compiles it again with what it learned: they then cost from the first
/// second what they cost in the last. A server does the same before it opens its port.
/// </summary>
internal static class SwarmRehearsal
{
    private const int Players = 24;
    private const int Ticks = 900;

    public static void Play(int rateHz)
    {
        SteadyRun match = new(new SteadyRunOptions { Seed = 1, Players = Players, Shard = new() { TickRateHz = rateHz, PlayersPerRoom = Players, EntitiesPerRoom = 1024 } });
        match.Step(Ticks);
    }
}
