using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using GameServer.Host.Dashboard.Pages;

namespace GameServer.Host.Dashboard;

/// <summary>All pages, in the order of the navigation.</summary>
internal static class DashboardPages
{
    public const string Root = "/dashboard";

    public static readonly IReadOnlyList<DashboardPage> All =
    [
        new("", "Overview", typeof(OverviewPage)),
        new("rooms", "Rooms", typeof(RoomsPage)),
        new("rooms", "Room", typeof(RoomPage), IsAboutOne: true),
        new("players", "Players", typeof(PlayersPage)),
        new("players", "Player", typeof(PlayerPage), IsAboutOne: true),
    ];

    /// <summary>Pages that stand in the navigation.</summary>
    public static IEnumerable<DashboardPage> Navigable => All.Where(page => !page.IsAboutOne);

    /// <summary>The page at a path below <see cref="Root"/>.</summary>
    /// <param name="section">First part; empty for none.</param>
    /// <param name="id">Second part; empty for none.</param>
    /// <param name="page">The page.</param>
    public static bool TryFind(string section, string id, [NotNullWhen(true)] out DashboardPage? page)
    {
        page = All.FirstOrDefault(candidate => candidate.Section == section && candidate.IsAboutOne == (id.Length > 0));
        return page is not null;
    }

    /// <summary>Path of a page that is about everything.</summary>
    public static string PathOf(DashboardPage page) => page.Section.Length == 0 ? Root : $"{Root}/{page.Section}";

    public static string Room(int room) => FormattableString.Invariant($"{Root}/rooms/{room}");

    /// <summary>Path of a player's page. An id may hold anything, and is escaped whole.</summary>
    public static string Player(string id) => $"{Root}/players/{Uri.EscapeDataString(id)}";
}
