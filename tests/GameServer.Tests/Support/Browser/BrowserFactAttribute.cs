using Xunit;

namespace GameServer.Tests.Support;

/// <summary>A test in a browser: reported as skipped, with the reason, where there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        Skip = Chromium.MissingReason;
    }
}
