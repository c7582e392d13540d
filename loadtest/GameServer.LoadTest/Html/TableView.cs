using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace GameServer.LoadTest.Html;

/// <summary>A table that scrolls by itself where the page is narrow, its first column staying in sight.</summary>
internal static class TableView
{
    public const string Style = """
        .table{overflow-x:auto;background:var(--card);border:1px solid var(--edge);border-radius:10px}
        table{border-collapse:collapse;width:100%;font-size:.85rem;font-variant-numeric:tabular-nums}
        th,td{padding:7px 10px;text-align:right;white-space:nowrap}
        th{font-weight:600;color:var(--soft);font-size:.8rem;vertical-align:bottom}
        th small{display:block;font-weight:400}
        tbody tr{border-top:1px solid var(--edge)}
        th:first-child,td:first-child{text-align:left;position:sticky;left:0;background:var(--card)}
        td:first-child{font-weight:600}
        .words th:nth-child(2),.words td:nth-child(2){text-align:left;white-space:normal}
        .pairs td:first-child{width:230px}
        @media (max-width:480px){.pairs td:first-child{white-space:normal;width:40%}th,td{padding:6px 8px}}
        td small{display:block;font-weight:400;color:var(--soft)}
        """;

    /// <summary>A table in its frame.</summary>
    /// <param name="heads">Of the columns: name, and unit or remark below it.</param>
    /// <param name="rows">Cells: texts or elements.</param>
    /// <param name="style">Classes: <c>words</c> when the second column, too, holds words and not numbers.</param>
    public static XElement Of(IReadOnlyList<(string Name, string Unit)> heads, IEnumerable<IEnumerable<object?>> rows, string? style = null) => Tag.Of(
        "div",
        "table",
        Tag.With("tabindex", "0"),
        Tag.Of(
            "table",
            style,
            heads.Count == 0 ? null : Tag.Of("thead", null, Tag.Of("tr", null, heads.Select(head => Tag.Of("th", null, Tag.With("scope", "col"), head.Name, head.Unit.Length > 0 ? Tag.Of("small", null, head.Unit) : null)))),
            Tag.Of("tbody", null, rows.Select(row => Tag.Of("tr", null, row.Select(cell => cell is XElement { Name.LocalName: "td" } ready ? ready : Tag.Of("td", null, cell)))))));

    /// <summary>Two columns: names and what is said of them.</summary>
    public static XElement Pairs(IEnumerable<(string Name, string Value)> pairs) => Of([], pairs.Select(pair => new object?[] { pair.Name, pair.Value }), "words pairs");
}
