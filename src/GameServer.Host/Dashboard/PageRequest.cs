using System.Collections.Generic;
using GameServer.Core;
using GameServer.Host.Admin;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace GameServer.Host.Dashboard;

/// <summary>Who asks for which page, and how it is to look: what every part of a page can read.</summary>
public sealed class PageRequest
{
    /// <summary>The page, as it stands in the table.</summary>
    public required DashboardPage Page { get; init; }

    /// <summary>What follows the path.</summary>
    public required IQueryCollection Query { get; init; }

    public required AdminRole Role { get; init; }

    /// <summary>Who asks, as the audit log names them.</summary>
    public required string Who { get; init; }

    /// <summary>Why nobody is let in; none when somebody is.</summary>
    public ErrorCode Refusal { get; init; }

    /// <summary>Whether a token was given, so that there is something to sign out of.</summary>
    public bool IsSignedIn { get; init; }

    /// <summary>What a form of this page must bring back; empty where no form is sent, as in live parts.</summary>
    public string FormToken { get; init; } = "";

    /// <summary>Colours chosen by the reader: light, dark, or empty for what the system says.</summary>
    public string Theme { get; init; } = "";

    /// <summary>What became of the form sent last; null: none was.</summary>
    public Notice? Notice { get; init; }

    /// <summary>Where the live parts are collected when only they are wanted; null for a whole page.</summary>
    public SortedDictionary<string, RenderFragment>? Regions { get; init; }

    /// <summary>Seconds that the page has been open, when only live parts are wanted.</summary>
    public int OpenSeconds { get; init; }

    /// <summary>The address that was asked for, where signing in comes first; empty elsewhere.</summary>
    public string AskedFor { get; init; } = "";

    /// <summary>Path and query of this page.</summary>
    public string Here => DashboardPages.PathOf(Page) + DashboardPages.QueryOf(Query);

    public bool MayOperate => Role >= AdminRole.Operator;

    public bool IsAdmin => Role >= AdminRole.Admin;

    /// <summary>One value of the query; empty when it is not there.</summary>
    public string Asked(string name) => Query[name].ToString();
}
