using System;

namespace GameServer.Replication;

/// <summary>What a snapshot tells a client about its own inputs.</summary>
/// <param name="Fresh">The tick had the client's own input for it.</param>
/// <param name="LeadSixteenths">
/// How long before it was needed the newest input arrived, in sixteenths of a tick, −511..511; <see cref="SnapshotInfo.NoInputLead"/> when none came since the tick before.
/// </param>
/// <param name="Recovered">The first tick with the client's own input after some without: what it predicted meanwhile was guesswork, so its entities are due again.</param>
public readonly record struct InputFeedback(bool Fresh, int LeadSixteenths, bool Recovered = false)
{
    /// <summary>The lead of an input that arrived in the tick before the one shown.</summary>
    /// <param name="aheadTicks">Ticks from the one shown to the one the newest input is for.</param>
    /// <param name="waitedSixteenths">How long before the tick shown was due it arrived; below 0 and above 15 are what a late server measures.</param>
    public static int Lead(int aheadTicks, long waitedSixteenths)
    {
        const int AheadMax = 31;
        int whole = Math.Clamp(aheadTicks, -AheadMax, AheadMax) * SnapshotInfo.InputLeadUnits;
        return whole + (int)Math.Clamp(waitedSixteenths, 0, SnapshotInfo.InputLeadUnits - 1);
    }
}
