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
