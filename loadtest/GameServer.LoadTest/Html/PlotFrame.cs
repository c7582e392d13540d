using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace GameServer.LoadTest.Html;

/// <summary>
/// What stands around every drawing: a heading, a legend, labels on two axes. Labels are HTML and only the drawing is stretched to the room there is, so that letters are as
/// large on a phone as on a wide screen. Drawings are <see cref="Width"/> by <see cref="Height"/>, whatever they become.
/// </summary>
internal static class PlotFrame
{
    public const double Width = 1000;
    public const double Height = 200;

    public const string Style = """
        .plots{display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr))}
        .plot{margin:0;padding:14px 16px 12px;background:var(--card);border:1px solid var(--edge);border-radius:10px;display:flex;flex-direction:column;min-width:0}
        .plot h2 small{font-weight:400;color:var(--soft);font-size:.85rem}
        .plot .about{color:var(--soft);font-size:.82rem;line-height:1.4;margin:2px 0 6px}
        .legend{list-style:none;display:flex;flex-wrap:wrap;gap:2px 16px;margin:auto 0 6px;padding:0;font-size:.82rem;color:var(--soft)}
        .legend li{display:inline-flex;align-items:center;gap:6px}
        .legend i{width:16px;height:3px;border-radius:2px;background:currentColor}
        .legend li.bars i{height:10px;border-radius:2px;opacity:.75}
        .legend li.limit i{height:0;border-top:2px dashed var(--soft);background:none}
        .legend b{color:var(--ink);font-weight:600;font-variant-numeric:tabular-nums;min-width:2.6em}
        .legend .c1 i{color:var(--c1)}.legend .c2 i{color:var(--c2)}.legend .c3 i{color:var(--c3)}.legend .c4 i{color:var(--c4)}
        .frame{display:grid;grid-template-columns:46px 1fr;grid-template-rows:auto 150px 20px;font-size:11px;color:var(--soft);font-variant-numeric:tabular-nums}
        .above{grid-column:2;position:relative;height:16px;overflow:hidden}
        .above span{position:absolute;top:0;padding-left:4px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;border-left:1px solid var(--edge)}
        .above.marks{height:46px;overflow:visible}
        .above.marks span{overflow:visible;border-left-color:var(--soft);color:var(--ink);line-height:15px}
        .above.marks span.left{transform:translateX(-100%);border-left:0;border-right:1px solid var(--soft);padding:0 4px 0 0}
        .ylabels{grid-column:1;grid-row:2;position:relative}
        .ylabels span{position:absolute;right:6px;transform:translateY(50%);line-height:1;white-space:nowrap}
        .area{grid-column:2;grid-row:2;position:relative;min-width:0;touch-action:pan-y;border-bottom:1px solid var(--soft)}
        .area svg{position:absolute;inset:0;width:100%;height:100%;display:block;overflow:visible}
        .xlabels{grid-column:2;grid-row:3;position:relative;overflow:visible}
        .xlabels span{position:absolute;top:4px;transform:translateX(-50%);line-height:1.2;white-space:nowrap}
        .xlabels span:first-child{transform:none}
        .xlabels span.end{transform:translateX(-100%)}
        .plot path{fill:none;vector-effect:non-scaling-stroke}
        .grid{stroke:var(--edge);stroke-width:1}
        .plot path.band{fill:var(--wash)}
        .line{stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
        .line.c1{stroke:var(--c1)}.line.c2{stroke:var(--c2)}.line.c3{stroke:var(--c3)}.line.c4{stroke:var(--c4)}
        .plot path.bar{stroke:none;opacity:.75}
        .plot path.bar.c1{fill:var(--c1)}.plot path.bar.c2{fill:var(--c2)}.plot path.bar.c3{fill:var(--c3)}.plot path.bar.c4{fill:var(--c4)}
        .plot path.limit{stroke:var(--soft);stroke-width:1.5;stroke-dasharray:5 4}
        .plot path.mark{stroke:var(--soft);stroke-width:1;stroke-dasharray:2 3}
        .cursor{position:absolute;top:0;bottom:0;width:0;border-left:1px solid var(--ink);opacity:.55;pointer-events:none;display:none}
        """;

    /// <summary>A drawing with all around it.</summary>
    /// <param name="title">What is drawn.</param>
    /// <param name="unit">Of its values.</param>
    /// <param name="about">A sentence on how to read it; empty: none.</param>
    /// <param name="inside">Legend, labels above, and the drawing: see <see cref="Frame"/>.</param>
    public static XElement Figure(string title, string unit, string about, params object?[] inside) => Tag.Of(
        "figure",
        "plot",
        Tag.Of("h2", null, title, " ", Tag.Of("small", null, unit)),
        about.Length > 0 ? Tag.Of("p", "about", about) : null,
        inside);

    /// <summary>The drawing with its labels.</summary>
    /// <param name="label">Read aloud instead of the drawing.</param>
    /// <param name="above">What stands over it.</param>
    /// <param name="shapes">The drawing.</param>
    /// <param name="ys">Labels and their height, 0 to 1.</param>
    /// <param name="xs">Labels and their place, 0 to 1.</param>
    public static XElement Frame(string label, XElement above, IEnumerable<XElement> shapes, IEnumerable<(string Text, double At)> ys, IEnumerable<(string Text, double At)> xs) => Tag.Of(
        "div",
        "frame",
        above,
        Tag.Of("div", "ylabels", ys.Select(y => Tag.Of("span", null, Tag.With("style", $"bottom:{Percent(y.At)}"), y.Text))),
        Tag.Of(
            "div",
            "area",
            Tag.Of("svg", null, Tag.With("viewBox", $"0 0 {Width} {Height}"), Tag.With("preserveAspectRatio", "none"), Tag.With("role", "img"), Tag.With("aria-label", label), shapes),
            Tag.Of("i", "cursor")),
        Tag.Of("div", "xlabels", xs.Select(x => Tag.Of("span", x.At > 0.97 ? "end" : null, Tag.With("style", $"left:{Percent(x.At)}"), x.Text))));

    /// <summary>Lines across the drawing at these heights, 0 to 1.</summary>
    public static XElement Grid(IEnumerable<double> heights) =>
        Tag.Shape("path", "grid", Tag.With("d", string.Concat(heights.Select(at => $"M0 {Html.Figure.Place(Height * (1 - at))}h{Width}"))));

    public static string Percent(double share) => Html.Figure.Place(share * 100) + "%";
}
