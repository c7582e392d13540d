using System.Collections.Generic;
using System.Linq;
using GameServer.Host.Operating;

namespace GameServer.Host.Admin;

/// <summary>Some of the bans, in order of the players' ids.</summary>
/// <param name="Bans">The page.</param>
/// <param name="Total">As many as there are in all.</param>
/// <param name="Next">The id to ask on after; null on the last page.</param>
internal sealed record BanPage(IReadOnlyList<BanView> Bans, int Total, string? Next)
{
    public static BanPage Of(IReadOnlyList<BanView> all, int limit, string? after)
    {
        BanView[] page = [.. all.SkipWhile(ban => after is not null && string.CompareOrdinal(ban.Player, after) <= 0).Take(limit + 1)];
        bool isLast = page.Length <= limit;
        return new BanPage(isLast ? page : page[..^1], all.Count, isLast ? null : page[^2].Player);
    }
}
