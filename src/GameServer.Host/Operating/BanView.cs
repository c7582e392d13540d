using System;
using GameServer.Server;

namespace GameServer.Host.Operating;

/// <summary>A player who is not let in, for an operator.</summary>
/// <param name="Player">The player's id.</param>
/// <param name="Reason">What the player reads.</param>
/// <param name="FromUtc">Since when.</param>
/// <param name="UntilUtc">Until when; null for good.</param>
internal sealed record BanView(string Player, string Reason, DateTime FromUtc, DateTime? UntilUtc)
{
    public static BanView Of(Ban ban) => new(
        ban.PlayerId, ban.Reason, new DateTime(ban.FromUtcTicks, DateTimeKind.Utc), ban.UntilUtcTicks == long.MaxValue ? null : new DateTime(ban.UntilUtcTicks, DateTimeKind.Utc));

    public Ban ToBan() => new(Player, Reason, FromUtc.ToUniversalTime().Ticks, UntilUtc?.ToUniversalTime().Ticks ?? long.MaxValue);
}
