using System;

namespace GameServer.Transport;

/// <summary>
/// Networks by name, one direction each: delay and jitter one way in milliseconds, loss as a chance. Delays follow published simulator presets (medians, 95th percentiles),
/// typical loss the carriers' design limits, stress loss the same presets. The order is part of simulated runs: new ones go to the end.
/// </summary>
public static class LinkPresets
{
    private static readonly (string Name, LinkConditions Conditions)[] Table =
    [
        ("lan", Path(0.2, 0, 0)),
        ("wifi-p50", Path(33, 6, 0.002)),
        ("wifi-p95", Path(75, 6, 0.02)),
        ("4g-p50", Path(50, 8, 0.002)),
        ("4g-p95", Path(92, 8, 0.03)),
        ("5g-p50", Path(32, 8, 0.002)),
        ("3g", Path(110, 25, 0.01)),
        ("leo", Path(50, 10, 0.003)),
        ("congested", Path(50, 50, 0.01)),
        ("hostile", Path(200, 400, 0.02) with { CorruptChance = 0.01 }),
    ];

    public static int Count => Table.Length;

    public static string NameOf(int index) => Table[index].Name;

    public static LinkConditions At(int index) => Table[index].Conditions;

    /// <summary>Looks a network up by its name, as operators type it.</summary>
    public static bool TryFind(string name, out LinkConditions conditions)
    {
        int index = Array.FindIndex(Table, preset => preset.Name == name);
        conditions = index < 0 ? LinkConditions.Perfect : Table[index].Conditions;
        return index >= 0;
    }

    /// <summary>The same network with two-state bursts: half a second of 30 % loss now and then, at the pace of a client's 30 datagrams a second.</summary>
    public static LinkConditions WithBursts(LinkConditions conditions) => conditions with { BurstStartChance = 0.003, BurstEndChance = 0.1, BurstLossChance = 0.3 };

    private static LinkConditions Path(double delayMs, double jitterMs, double loss) => new() { DelayMs = delayMs, JitterMs = jitterMs, LossChance = loss };
}
