namespace GameServer.LoadTest.Scenarios;

/// <summary>How bots that lost their seat, or were refused one, come again.</summary>
internal enum Backoff
{
    /// <summary>Not at all: a lost seat stays lost.</summary>
    Never,

    /// <summary>All at once, and again after the same wait each time: what a fleet of naive clients does to a server that restarts.</summary>
    Fixed,

    /// <summary>After a random wait of up to the given time, doubled with every failure.</summary>
    Jittered,
}
