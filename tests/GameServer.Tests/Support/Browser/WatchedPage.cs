using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace GameServer.Tests.Support;

/// <summary>A page in a browser window of its own, and all that the browser complains about on it.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private WatchedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.SetDefaultTimeout(20_000);
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Enqueue($"{message.Type}: {message.Text}");
        };
    }

    public IPage Page { get; }

    public static async Task<WatchedPage> OpenAsync(IBrowser browser, BrowserNewContextOptions options)
    {
        IBrowserContext context = await browser.NewContextAsync(options);
        return new WatchedPage(context, await context.NewPageAsync());
    }

    /// <summary>Goes to an address; returns once its live parts have come, if it has any.</summary>
    public async Task<IResponse> GoAsync(string address)
    {
        IResponse response = (await Page.GotoAsync(address))!;
        if (await Page.Locator("[data-live]").CountAsync() > 0) await Page.WaitForSelectorAsync(".link-state[data-state=live]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached });
        return response;
    }

    /// <summary>Fails with what the browser complained about so far.</summary>
    public void AssertNoComplaint() => Assert.Empty(_complaints);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
