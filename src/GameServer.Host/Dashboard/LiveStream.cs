using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace GameServer.Host.Dashboard;

/// <summary>
/// Keeps an open page up to date: once a second its live parts are rendered again, and those that have changed are sent as server-sent events. Nothing is rendered for pages that nobody has open;
/// a browser closes the stream of a page that is out of sight.
/// </summary>
internal sealed class LiveStream(PageRenderer renderer, CancellationToken stopping)
{
    /// <summary>Pages kept up to date at once: each costs a rendering a second.</summary>
    public const int StreamsMax = 64;

    private const int QuietMax = 15;   // seconds without a word after which proxies and browsers begin to wonder

    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    private int _streams;

    /// <summary>Sends until the reader is gone, the server stops or <paramref name="ask"/> gives nothing more.</summary>
    /// <param name="context">Of the request for the stream.</param>
    /// <param name="ask">What to render after so many seconds; null when the reader may no longer look.</param>
    public async Task SendAsync(HttpContext context, Func<int, PageRequest?> ask)
    {
        if (Interlocked.Increment(ref _streams) > StreamsMax)
        {
            Interlocked.Decrement(ref _streams);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        try
        {
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            context.Response.ContentType = "text/event-stream; charset=utf-8";
            await SendUntilAsync(context.Response, ask, end.Token);
        }
        catch (OperationCanceledException)
        {
            // the reader is gone, or the server stops
        }
        finally
        {
            Interlocked.Decrement(ref _streams);
        }
    }

    private async Task SendUntilAsync(HttpResponse response, Func<int, PageRequest?> ask, CancellationToken end)
    {
        Dictionary<string, string> sent = [];
        int quiet = 0;
        int open = 0;
        using PeriodicTimer timer = new(s_period);
        do
        {
            if (ask(open++) is not { } request) return;
            bool isChanged = false;
            foreach ((string key, string html) in await renderer.RegionsAsync(request))
            {
                if (sent.GetValueOrDefault(key) == html) continue;
                sent[key] = html;
                isChanged = true;
                await response.WriteAsync($"event: part\ndata: {JsonSerializer.Serialize(new { key, html })}\n\n", end);
            }

            quiet = isChanged ? 0 : quiet + 1;
            if (quiet >= QuietMax)
            {
                quiet = 0;
                await response.WriteAsync(": still here\n\n", end);
            }

            await response.Body.FlushAsync(end);
        }
        while (await timer.WaitForNextTickAsync(end));
    }

    /// <summary>An empty place for live parts.</summary>
    public static SortedDictionary<string, RenderFragment> NoRegions() => new(StringComparer.Ordinal);
}
