using System.Net;
using Microsoft.AspNetCore.Components;

namespace GameServer.Host.Dashboard.Parts;

/// <summary>The SVG element <c>text</c>, a name that Razor keeps for itself.</summary>
internal static class SvgText
{
    /// <summary>A line of text in a drawing.</summary>
    /// <param name="x">Of its anchor.</param>
    /// <param name="y">Of its base line.</param>
    /// <param name="anchor">Which end lies at x: middle, end; null: start.</param>
    /// <param name="style">Class of the element; null: none.</param>
    /// <param name="text">As it is; made harmless here.</param>
    public static MarkupString Of(double x, double y, string? anchor, string? style, string text)
    {
        string anchored = anchor is null ? "" : $" text-anchor=\"{anchor}\"";
        string styled = style is null ? "" : $" class=\"{style}\"";
        return new MarkupString($"<text x=\"{Figure.Place(x)}\" y=\"{Figure.Place(y)}\"{anchored}{styled}>{WebUtility.HtmlEncode(text)}</text>");
    }
}
