using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Host.Dashboard;
using GameServer.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace GameServer.Tests.Dashboard;

/// <summary>Every page of the dashboard in a real browser, of a real server with players.</summary>
[Collection(DashboardCollection.Name)]
public sealed class DashboardPageTests(DashboardFixture dashboard)
{
    // What a control is called when it is read aloud: a label, text inside, or an attribute.
    private const string NamelessControls = """
        () => [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a')]
          .filter(control => !(control.labels?.length || control.textContent.trim() || control.getAttribute('aria-label')))
          .map(control => control.outerHTML)
        """;

    private const string NamelessDrawings = "() => [...document.querySelectorAll('svg')].filter(svg => !svg.closest('[aria-hidden=true]') && !svg.getAttribute('aria-label')).map(svg => svg.outerHTML.slice(0, 80))";

    private const string Overflow = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

    public static TheoryData<int, ColorScheme> Screens => new()
    {
        { 1280, ColorScheme.Light },
        { 1280, ColorScheme.Dark },
        { 360, ColorScheme.Light },
        { 360, ColorScheme.Dark },
    };

    [BrowserTheory]
    [MemberData(nameof(Screens))]
    public async Task Every_page_fits_its_screen_and_gives_the_browser_nothing_to_complain_about(int width, ColorScheme colours)
    {
        await using WatchedPage page = await WatchedPage.OpenAsync(dashboard.Browser, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 800 }, ColorScheme = colours });
        foreach (string address in Addresses())
        {
            IResponse response = await page.GoAsync(dashboard.Root + address);
            Assert.True(response.Ok, $"{address}: {response.Status}");
            Assert.Equal(1, await page.Page.Locator("h1").CountAsync());
            Assert.True(await page.Page.EvaluateAsync<int>(Overflow) <= 0, $"{address} is wider than {width} pixels");
            Assert.Empty(await page.Page.EvaluateAsync<string[]>(NamelessControls));
            Assert.Empty(await page.Page.EvaluateAsync<string[]>(NamelessDrawings));
            bool isDark = await page.Page.EvaluateAsync<bool>("() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).every(part => part < 60)");
            Assert.Equal(colours == ColorScheme.Dark, isDark);
        }

        page.AssertNoComplaint();
    }

    [BrowserFact]
    public async Task Open_pages_show_what_changes()
    {
        await using WatchedPage page = await WatchedPage.OpenAsync(dashboard.Browser, new BrowserNewContextOptions());
        foreach ((string address, string part) in new[] { ("", "[data-live=figures]"), ("", "[data-live=charts]"), ("/room?id=0", "[data-live=figures]"), ("/room?id=0", "[data-live=map] svg"), ("/players", "[data-live=players]") })
        {
            await page.GoAsync(dashboard.Root + address);
            string before = await page.Page.Locator(part).InnerHTMLAsync();
            await page.Page.WaitForFunctionAsync("([part, before]) => document.querySelector(part).innerHTML !== before", new[] { part, before });
        }

        page.AssertNoComplaint();
    }

    [BrowserFact]
    public async Task A_part_that_changes_keeps_the_focus_of_who_reads_it()
    {
        await using WatchedPage page = await WatchedPage.OpenAsync(dashboard.Browser, new BrowserNewContextOptions());
        await page.GoAsync(dashboard.Root + "/rooms");
        ILocator tick = page.Page.Locator("tbody tr:first-child td:nth-child(5)");
        await page.Page.Locator("tbody a").First.FocusAsync();
        string before = await tick.InnerTextAsync();
        await page.Page.WaitForFunctionAsync("before => document.querySelector('tbody tr:first-child td:nth-child(5)').innerText !== before", before);
        Assert.Equal("Room 0", await page.Page.EvaluateAsync<string>("() => document.activeElement.textContent"));
    }

    [BrowserFact]
    public async Task Without_script_every_page_still_says_what_it_has_to_say()
    {
        await using WatchedPage page = await WatchedPage.OpenAsync(dashboard.Browser, new BrowserNewContextOptions { JavaScriptEnabled = false });
        foreach (string address in Addresses())
        {
            IResponse response = (await page.Page.GotoAsync(dashboard.Root + address))!;
            Assert.True(response.Ok, $"{address}: {response.Status}");
            Assert.True((await page.Page.Locator("main").InnerTextAsync()).Length > 30, $"{address} says nothing");
        }

        await page.Page.GotoAsync(dashboard.Root + "/players");
        await page.Page.FillAsync("#query", "pilot 3");
        await page.Page.ClickAsync("text=Search");
        Assert.Equal(["pilot 3"], await page.Page.Locator("tbody th").AllInnerTextsAsync());
        await page.Page.ClickAsync("header button[name=theme]");
        Assert.Equal("dark", await page.Page.Locator("html").GetAttributeAsync("data-theme"));
        Assert.Equal("pilot 3", await page.Page.InputValueAsync("#query"));   // back on the same page
    }

    [BrowserFact]
    public async Task Tables_are_sorted_by_their_heads()
    {
        await using WatchedPage page = await WatchedPage.OpenAsync(dashboard.Browser, new BrowserNewContextOptions());
        await page.GoAsync(dashboard.Root + "/rooms");
        await page.Page.ClickAsync("thead >> text=Room");
        Assert.Equal(["Room 0", "Room 1"], await page.Page.Locator("tbody th").AllInnerTextsAsync());
        await page.Page.ClickAsync("thead >> text=Room");
        Assert.Equal(["Room 1", "Room 0"], await page.Page.Locator("tbody th").AllInnerTextsAsync());
        page.AssertNoComplaint();
    }

    [BrowserFact]
    public async Task Names_of_players_are_shown_as_they_are_and_do_nothing()
    {
        await using WatchedPage page = await WatchedPage.OpenAsync(dashboard.Browser, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 360, Height = 800 } });
        foreach (string address in new[] { "/players", "/room?id=0", PlayerAddress(DashboardFixture.ScriptName), PlayerAddress(DashboardFixture.LongName), "/players?query=" + Uri.EscapeDataString(DashboardFixture.ScriptName) })
        {
            await page.GoAsync(dashboard.Root + address);
            string before = await page.Page.Locator("[data-live]").First.InnerHTMLAsync();
            await page.Page.WaitForFunctionAsync("before => document.querySelector('[data-live]').innerHTML !== before || document.querySelectorAll('[data-live]').length > 1", before);   // live parts come another way
            Assert.True(await page.Page.EvaluateAsync<bool>("() => window.hacked === undefined"), address);
            Assert.Equal(0, await page.Page.Locator("main script, main img").CountAsync());
            Assert.True(await page.Page.EvaluateAsync<int>(Overflow) <= 0, address);
        }

        await page.GoAsync(dashboard.Root + "/players");
        IReadOnlyList<string> names = await page.Page.Locator("tbody th bdi").AllInnerTextsAsync();
        Assert.Contains(DashboardFixture.ScriptName, names);
        Assert.Contains(DashboardFixture.TurningName, names);
        Assert.Contains(DashboardFixture.LongName, names);
        page.AssertNoComplaint();
    }

    private IEnumerable<string> Addresses() =>
    [
        .. DashboardPages.Navigable.Select(page => DashboardPages.PathOf(page)[DashboardPages.Root.Length..]),
        "/room?id=0", "/room?id=1", "/room?id=77", "/room", PlayerAddress("pilot 1"), "/player?id=nobody", "/players?query=nobody", "/errors?query=token", "/bans", "/publish", "/version", "/version?id=0123456789abcdef", "/version?id=" + dashboard.FirstVersion,
    ];

    private string PlayerAddress(string name) => "/player?id=" + Uri.EscapeDataString(dashboard.Players.IdOf(name));
}
