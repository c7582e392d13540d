using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace GameServer.Tests.Support;

/// <summary>The system's Chromium (Debian: apt-get install chromium), driven by Playwright without a window. Playwright's own browsers are not downloaded.</summary>
internal static class Chromium
{
    private static readonly string? s_path = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    /// <summary>Why there can be no browser here; null when there can. CHROMIUM_REQUIRED=1 turns the reason into a failure.</summary>
    public static string? MissingReason =>
        s_path is not null || Environment.GetEnvironmentVariable("CHROMIUM_REQUIRED") == "1" ? null : "no Chromium found in /usr/bin: install Debian's package 'chromium'";

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = s_path ?? throw new InvalidOperationException("CHROMIUM_REQUIRED is set, and there is no Chromium here."),
        Args = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [],   // its sandbox refuses to run for root
    });
}
