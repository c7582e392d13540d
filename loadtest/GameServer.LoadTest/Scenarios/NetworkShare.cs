using GameServer.Transport;

namespace GameServer.LoadTest.Scenarios;

/// <summary>One class of network, by weight, and what happens to those on it.</summary>
internal sealed record NetworkShare
{
    /// <summary>In the report: the preset, or a name of the scenario's choosing.</summary>
    public required string Name { get; init; }

    public double Weight { get; init; } = 1;

    /// <summary>From bot to server.</summary>
    public LinkConditions Up { get; init; } = LinkConditions.Perfect;

    /// <summary>From server to bot.</summary>
    public LinkConditions Down { get; init; } = LinkConditions.Perfect;

    /// <summary>How long nothing passes in either direction; 0: there are no blackouts.</summary>
    public double BlackoutSeconds { get; init; }

    /// <summary>Mean time between blackouts of one bot, exponentially distributed.</summary>
    public double BlackoutEverySeconds { get; init; } = 60;

    /// <summary>Mean time after which a bot's address changes under it, exponentially distributed; 0: never.</summary>
    public double ReaddressEverySeconds { get; init; }

    /// <summary>True when datagrams may come out other than they went in. No checksum stands between: views can be wrong for a moment without anybody's fault.</summary>
    public bool Alters => Up.CorruptChance > 0 || Down.CorruptChance > 0;

    /// <summary>True when datagrams go straight to the kernel.</summary>
    public bool IsPlain => Up == LinkConditions.Perfect && Down == LinkConditions.Perfect && BlackoutSeconds == 0 && ReaddressEverySeconds == 0;
}
