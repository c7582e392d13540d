using System;
using System.Threading.Tasks;
using GameServer.Client;
using GameServer.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace GameServer.Tests.Dashboard;

/// <summary>What operators do on the dashboard reaches the player, and the audit log.</summary>
[Collection(DashboardCollection.Name)]
public sealed class DashboardActionTests(DashboardFixture dashboard)
{
    [BrowserFact]
    public async Task Somebody_who_is_kicked_reads_why()
    {
        await using WatchedPage page = await OpenAsync("pilot 4");
        page.Page.Dialog += (_, question) => _ = question.AcceptAsync();
        await page.Page.FillAsync("#kick-reason", "no flying in the \"café\" <b>");
        await page.Page.ClickAsync("button:has-text('Kick')");
        Assert.Equal("pilot 4 was kicked, and told why.", await page.Page.Locator(".notice").InnerTextAsync());
        Assert.Equal((ClientCloseReason.Kicked, "no flying in the \"café\" <b>"), Told("pilot 4"));
        await page.Page.WaitForSelectorAsync("text=This player has no seat now.");

        await page.GoAsync(dashboard.Root + "/audit");
        string newest = await page.Page.Locator("tbody tr").First.InnerTextAsync();
        Assert.Contains("kickPlayer", newest, StringComparison.Ordinal);
        Assert.Contains("no flying in the \"café\" <b>", newest, StringComparison.Ordinal);
        Assert.Contains("done", newest, StringComparison.Ordinal);
        page.AssertNoComplaint();
    }

    [BrowserFact]
    public async Task A_question_that_is_answered_with_no_changes_nothing()
    {
        await using WatchedPage page = await OpenAsync("pilot 5");
        int asked = 0;
        page.Page.Dialog += (_, question) =>
        {
            asked++;
            _ = question.DismissAsync();
        };
        await page.Page.FillAsync("#kick-reason", "never mind");
        await page.Page.ClickAsync("button:has-text('Kick')");
        await page.Page.ReloadAsync();
        Assert.Equal(1, asked);
        Assert.Equal(0, await page.Page.Locator(".notice").CountAsync());
        Assert.Contains("playing", await page.Page.Locator("[data-live=facts]").InnerTextAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_player_is_told_and_moved_and_the_timeline_says_so()
    {
        await using WatchedPage page = await OpenAsync("pilot 2");
        await page.Page.FillAsync("#message-text", "a word <i>with</i> you");
        await page.Page.ClickAsync("button:has-text('Send')");
        Assert.Equal("1 player told.", await page.Page.Locator(".notice").InnerTextAsync());
        await page.Page.SelectOptionAsync("#move-room", "1");
        await page.Page.ClickAsync("button:has-text('Move')");
        Assert.Equal("pilot 2 is on the way to room 1.", await page.Page.Locator(".notice").InnerTextAsync());
        await page.Page.WaitForSelectorAsync("[data-live=facts] >> text=room 1");
        await page.Page.WaitForSelectorAsync("[data-live=timeline] li:nth-child(3)");   // joined, moved, joined again
        page.AssertNoComplaint();
    }

    [BrowserFact]
    public async Task Somebody_who_is_banned_stays_out_until_the_ban_is_lifted()
    {
        await using WatchedPage page = await OpenAsync("pilot 3");
        page.Page.Dialog += (_, question) => _ = question.AcceptAsync();
        await page.Page.FillAsync("#ban-reason", "enough");
        await page.Page.ClickAsync("button:has-text('Ban')");
        Assert.Equal("account/5 is banned for 1 d 0 h.", await page.Page.Locator(".notice").InnerTextAsync());
        Assert.Equal(ClientCloseReason.Banned, dashboard.Players.WaitUntilClosed("pilot 3").Reason);
        await page.GoAsync(dashboard.Root + "/bans");
        Assert.Contains("enough", await page.Page.Locator("tbody").InnerTextAsync(), StringComparison.Ordinal);
        await page.Page.ClickAsync("button:has-text('Lift')");
        Assert.Equal("Nobody is banned.", await page.Page.Locator("main .empty").InnerTextAsync());
        page.AssertNoComplaint();
    }

    [BrowserFact]
    public async Task Content_is_changed_compared_and_rolled_back()
    {
        await using WatchedPage page = await WatchedPage.OpenAsync(dashboard.Browser, new BrowserNewContextOptions());
        page.Page.Dialog += (_, question) => _ = question.AcceptAsync();
        await page.GoAsync(dashboard.Root + "/publish");
        string ship = await page.Page.InputValueAsync("#table-ship");
        await page.Page.FillAsync("#table-ship", ship.Replace("speed: 6\n", "speed: 7\n", StringComparison.Ordinal));
        await page.Page.FillAsync("#note", "faster <b>ships</b>");
        await page.Page.ClickAsync("button:has-text('Publish')");
        Assert.EndsWith("is active.", await page.Page.Locator(".notice").InnerTextAsync(), StringComparison.Ordinal);
        await page.Page.WaitForSelectorAsync("[data-live=versions] >> text=faster <b>ships</b>");

        await page.Page.Locator("[data-live=versions] tbody a").First.ClickAsync();
        await page.Page.SelectOptionAsync("#against", new SelectOptionValue { Value = dashboard.FirstVersion });
        await page.Page.ClickAsync("button:has-text('Compare')");
        Assert.Equal(["ship.speed", "6", "7"], (await page.Page.Locator(".diff tbody tr").InnerTextAsync()).Split('\t', StringSplitOptions.TrimEntries));

        await page.Page.FillAsync("#percent", "50");
        await page.Page.ClickAsync("button:text-is('Stage')");
        Assert.Contains("Version", await page.Page.Locator(".notice").InnerTextAsync(), StringComparison.Ordinal);
        page.AssertNoComplaint();
    }

    [BrowserFact]
    public async Task Content_that_is_wrong_is_refused_with_every_problem()
    {
        await using WatchedPage page = await WatchedPage.OpenAsync(dashboard.Browser, new BrowserNewContextOptions());
        await page.GoAsync(dashboard.Root + "/publish");
        await page.Page.FillAsync("#table-ship", "speed: fast\nwings: 2\n");
        await page.Page.ClickAsync("button:has-text('Publish')");
        string notice = await page.Page.Locator(".notice.bad").InnerTextAsync();
        Assert.Contains("GS-4", notice, StringComparison.Ordinal);
        Assert.Contains("speed", notice, StringComparison.Ordinal);
        Assert.Contains("wings", notice, StringComparison.Ordinal);
        page.AssertNoComplaint();
    }

    [BrowserFact]
    public async Task The_server_begins_to_leave_and_stays_after_all()
    {
        await using WatchedPage page = await WatchedPage.OpenAsync(dashboard.Browser, new BrowserNewContextOptions());
        page.Page.Dialog += (_, question) => _ = question.AcceptAsync();
        await page.GoAsync(dashboard.Root + "/drain");
        await page.Page.FillAsync("#minutes", "60");
        await page.Page.ClickAsync("button:has-text('Begin to drain')");
        await page.Page.WaitForSelectorAsync("text=The server is draining");
        await page.Page.ClickAsync("button:has-text('Stay after all')");
        Assert.Equal("The server stays, and lets players in again.", await page.Page.Locator(".notice").InnerTextAsync());
        page.AssertNoComplaint();
    }

    [BrowserFact]
    public async Task Rooms_are_opened_and_closed()
    {
        await using WatchedPage page = await WatchedPage.OpenAsync(dashboard.Browser, new BrowserNewContextOptions());
        page.Page.Dialog += (_, question) => _ = question.AcceptAsync();
        await page.GoAsync(dashboard.Root + "/rooms");
        await page.Page.ClickAsync("button:has-text('Open a room')");
        Assert.Equal("Room 2 is open.", await page.Page.Locator(".notice").InnerTextAsync());
        await page.GoAsync(dashboard.Root + "/room?id=2");
        await page.Page.ClickAsync("button:has-text('Close the room')");
        Assert.Equal("Room 2 is closing.", await page.Page.Locator(".notice").InnerTextAsync());
        page.AssertNoComplaint();
    }

    private (ClientCloseReason Reason, string Text) Told(string name)
    {
        (ClientCloseReason reason, string text) = dashboard.Players.WaitUntilClosed(name);
        return (reason, text[(text.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
    }

    private async Task<WatchedPage> OpenAsync(string name)
    {
        WatchedPage page = await WatchedPage.OpenAsync(dashboard.Browser, new BrowserNewContextOptions());
        await page.GoAsync($"{dashboard.Root}/player?id={Uri.EscapeDataString(dashboard.Players.IdOf(name))}");
        return page;
    }
}
