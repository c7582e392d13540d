using System;
using System.Collections.Generic;
using System.Linq;

namespace GameServer.LoadTest.Scenarios;

/// <summary>Shapes of load by name. A scenario's phase starts from one and overrides what it likes.</summary>
internal static class LoadProfiles
{
    private static readonly LoadPhase[] s_all =
    [
        Named("steady", 30) with { },
        Named("doors-open", 60) with { OverSeconds = 60 },
        Named("flash", 5) with { OverSeconds = 5 },
        Named("herd", 30) with { Drops = true, Backoff = Backoff.Jittered, WithinSeconds = 2 },
        Named("soak", 4 * 3600) with { To = 0.8, OverSeconds = 60 },
        Named("twice", 60) with { To = 2, OverSeconds = 60 },
        Named("churn", 300) with { SessionSeconds = 180, Backoff = Backoff.Jittered },
        Named("crush", 60) with { Gathering = Gathering.Crush },
        Named("spread", 60) with { Gathering = Gathering.Spread },
    ];

    public static IReadOnlyList<string> Names { get; } = [.. s_all.Select(profile => profile.Name)];

    /// <summary>Null when there is no such profile.</summary>
    public static LoadPhase? Find(string name) => Array.Find(s_all, profile => profile.Name == name);

    private static LoadPhase Named(string name, double seconds) => new() { Name = name, Profile = name, Seconds = seconds };
}
