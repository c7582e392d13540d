using System.Collections.Generic;
using System.Linq;
using GameServer.Host.Operating;

namespace GameServer.Host.Admin;

/// <summary>Some of the sessions, in order of their players' ids.</summary>
/// <param name="Sessions">The page.</param>
/// <param name="Total">As many as there are in all.</param>
/// <param name="Next">The id to ask on after; null on the last page.</param>
internal sealed record SessionPage(IReadOnlyList<SessionView> Sessions, int Total, string? Next)
{
    public static SessionPage Of(PlayerPage players) => new([.. players.Players.Select(SessionView.Of)], players.Total, players.Next);
}
