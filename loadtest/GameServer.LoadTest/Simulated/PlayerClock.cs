using GameServer.Core;

namespace GameServer.LoadTest.Simulated;

/// <summary>What one player's machine takes for the time: it drifts, and its wall clock is set now and then. The monotonic part never runs backwards.</summary>
internal sealed class PlayerClock(Timestamp start, double driftPpm)
{
    private long _utcStepTicks;

    /// <summary>Sets the wall clock, as a time server or a person does.</summary>
    public void Step(double seconds) => _utcStepTicks += (long)(seconds * 1e7);

    public Timestamp At(Timestamp now)
    {
        long elapsedNs = now.Since(start);
        Timestamp drifted = now.Plus((long)(elapsedNs * driftPpm / 1e6));
        return drifted with { UtcTicks = drifted.UtcTicks + _utcStepTicks };
    }
}
