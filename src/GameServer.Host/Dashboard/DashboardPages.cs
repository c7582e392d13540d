using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using GameServer.Host.Admin;
using GameServer.Host.Dashboard.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace GameServer.Host.Dashboard;

/// <summary>
/// All pages, in the order of the navigation, and their addresses. What a page is about stands in the query, never in the path: ids of players may hold slashes and dots, which a path would lose.
/// </summary>
internal static class DashboardPages
{
    public const string Root = "/dashboard";

    /// <summary>In a query: a notice to be shown once.</summary>
    public const string NoticeField = "said";

    /// <summary>Where somebody without a role lands.</summary>
    public static readonly DashboardPage Login = new("login", "Sign in", typeof(LoginPage), AdminRole.Nobody, Parent: "");

    public static readonly IReadOnlyList<DashboardPage> All =
    [
        new("", "Overview", typeof(OverviewPage)),
        new("rooms", "Rooms", typeof(RoomsPage)),
        new("room", "Room", typeof(RoomPage), Parent: "rooms"),
        new("players", "Players", typeof(PlayersPage)),
        new("player", "Player", typeof(PlayerPage), Parent: "players"),
        new("bans", "Bans", typeof(BansPage), Parent: "players"),
        new("content", "Content", typeof(ContentPage)),
        new("version", "Version", typeof(VersionPage), Parent: "content"),
        new("publish", "Publish", typeof(PublishPage), AdminRole.Operator, Parent: "content"),
        new("drain", "Drain", typeof(DrainPage)),
        new("audit", "Audit", typeof(AuditPage), AdminRole.Admin),
        new("errors", "Errors", typeof(ErrorsPage)),
        Login,
    ];

    /// <summary>Pages that stand in the navigation.</summary>
    public static IEnumerable<DashboardPage> Navigable => All.Where(page => page.Parent is null);

    public static bool TryFind(string section, [NotNullWhen(true)] out DashboardPage? page)
    {
        page = All.FirstOrDefault(candidate => candidate.Section == section);
        return page is not null;
    }

    /// <summary>The page at an address such as a form or a live stream brings along.</summary>
    /// <param name="address">Path and query; from a stranger.</param>
    /// <param name="page">The page.</param>
    /// <param name="query">What follows the path, without a notice.</param>
    public static bool TryRead(string address, [NotNullWhen(true)] out DashboardPage? page, out IQueryCollection query)
    {
        int mark = address.IndexOf('?', StringComparison.Ordinal);
        string path = mark < 0 ? address : address[..mark];
        var values = QueryHelpers.ParseQuery(mark < 0 ? "" : address[mark..]);
        values.Remove(NoticeField);
        query = new QueryCollection(values);
        page = null;
        if (path == Root) return TryFind("", out page);
        return path.StartsWith(Root + "/", StringComparison.Ordinal) && TryFind(path[(Root.Length + 1)..], out page);
    }

    public static string PathOf(DashboardPage page) => page.Section.Length == 0 ? Root : $"{Root}/{page.Section}";

    /// <summary>A query as it stands in an address, without a notice; empty when there is none.</summary>
    public static string QueryOf(IQueryCollection query) => new QueryBuilder(query.Where(pair => pair.Key != NoticeField)).ToString();

    public static string Room(int room) => FormattableString.Invariant($"{Root}/room?id={room}");

    public static string Version(string hash) => $"{Root}/version?id={Uri.EscapeDataString(hash)}";

    public static string Player(string id) => $"{Root}/player?id={Uri.EscapeDataString(id)}";
}
