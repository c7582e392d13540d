using System.Globalization;
using System.Net;

namespace GameServer.LoadTest.Html;

/// <summary>
/// A page that needs nothing else: its style and script are inside it and it asks the network for nothing, so that it can be mailed, archived and opened years later. It is
/// well-formed XML too, so that tools and tests can read it.
/// </summary>
internal static class HtmlPage
{
    /// <summary>The whole file.</summary>
    /// <param name="title">As text; the window's name.</param>
    /// <param name="style">What this page has beyond <see cref="HtmlStyle.Common"/>; without &lt; and &amp;.</param>
    /// <param name="body">Markup of the page's content.</param>
    /// <param name="script">Without &lt; and &amp;, which mean something else in XML; empty: none.</param>
    public static string Of(string title, string style, string body, string script = "") => string.Create(CultureInfo.InvariantCulture, $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{Escape(title)}</title>
        <style>
        {HtmlStyle.Common}
        {style}
        </style>
        </head>
        <body>
        <main>
        {body}
        </main>{(script.Length > 0 ? $"\n<script>\n{script}\n</script>" : "")}
        </body>
        </html>

        """);

    /// <summary>Text as markup; a number stays on the line of its unit.</summary>
    public static string Escape(string text) =>
        WebUtility.HtmlEncode(text).Replace(" %", "&#160;%", System.StringComparison.Ordinal).Replace(" ms", "&#160;ms", System.StringComparison.Ordinal);
}
