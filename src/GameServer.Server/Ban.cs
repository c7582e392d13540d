namespace GameServer.Server;

/// <summary>A player who is not let in.</summary>
/// <param name="PlayerId">Who.</param>
/// <param name="Reason">For the player to read.</param>
/// <param name="FromUtcTicks">Since when, in 100 ns since 0001-01-01 UTC.</param>
/// <param name="UntilUtcTicks">Until when; <see cref="long.MaxValue"/> for ever.</param>
public sealed record Ban(string PlayerId, string Reason, long FromUtcTicks, long UntilUtcTicks)
{
    /// <summary>What the player is told.</summary>
    public string Text { get; } = UntilUtcTicks == long.MaxValue
        ? $"banned: {Reason}"
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"banned until {new System.DateTime(UntilUtcTicks, System.DateTimeKind.Utc):yyyy-MM-dd HH:mm} UTC: {Reason}");
}
