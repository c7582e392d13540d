using System.Xml.Linq;

namespace GameServer.LoadTest.Html;

/// <summary>Elements of a page. Built as XML, so that nothing can be left open or unescaped.</summary>
internal static class Tag
{
    /// <summary>An element with an end tag of its own, which HTML wants even where nothing is inside.</summary>
    /// <param name="name">Of the element.</param>
    /// <param name="style">Its classes; null: none.</param>
    /// <param name="content">Texts, elements, attributes and sequences of them; nulls are left out.</param>
    public static XElement Of(string name, string? style, params object?[] content) => new(name, Class(style), content, string.Empty);

    /// <summary>An element without content, as drawings have them.</summary>
    public static XElement Shape(string name, string? style, params XAttribute[] attributes) => new(name, Class(style), attributes);

    public static XAttribute With(string name, string value) => new(name, value);

    public static string Markup(XElement element) => element.ToString(SaveOptions.DisableFormatting);

    private static XAttribute? Class(string? style) => style is null ? null : new XAttribute("class", style);
}
