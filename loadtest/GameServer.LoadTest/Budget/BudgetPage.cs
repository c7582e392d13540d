using System.Globalization;
using System.Text;
using GameServer.LoadTest.Html;

namespace GameServer.LoadTest.Budget;

/// <summary>A sweep as one page: a map per measure. It has no script at all.</summary>
internal static class BudgetPage
{
    private const string Style = """
        :root{--w0:#eaf2fa;--w1:#d3e5f5;--w2:#b4d3ee;--w3:#8fbde3;--w4:#6aa5d6;--wt:#10263b;
        --o0:#f6c183;--o1:#ee9f4e;--o2:#db7b25;--o3:#b9580f;--o4:#8f3d05;--ot:#2a1400;--od:#fff;
        --n0:#f0f0f2;--n1:#dcdde2;--n2:#c3c5cd;--n3:#a7abb6;--n4:#8b909e;--nt:#17191e}
        @media (prefers-color-scheme:dark){:root{--w0:#16273a;--w1:#1b3653;--w2:#20466e;--w3:#27588a;--w4:#2f6aa6;--wt:#eaf3fc;
        --o0:#a85a12;--o1:#c26d1c;--o2:#dd8630;--o3:#f0a355;--o4:#fac68d;--ot:#1d0e00;--od:#1d0e00;
        --n0:#23272e;--n1:#2f343d;--n2:#3c424d;--n3:#4b525f;--n4:#5d6573;--nt:#eef0f3}}
        .sums{margin:20px 0 0;padding:14px 18px 14px 34px}
        .sums li{margin:4px 0}
        .key{display:flex;flex-wrap:wrap;gap:6px 18px;margin:16px 0;font-size:.9rem;color:var(--soft)}
        .key span{display:inline-flex;align-items:center;gap:6px}
        .key i{display:inline-block;width:54px;height:14px;border-radius:3px}
        .within{background:linear-gradient(90deg,var(--w0),var(--w4))}
        .beyond{background:linear-gradient(90deg,var(--o0),var(--o4))}
        .key .edge{height:0;border-top:3px solid var(--line);border-radius:0;width:30px}
        .maps{display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr))}
        article svg{margin-top:auto;padding-top:8px}
        svg{display:block;width:100%;height:auto;font-family:inherit}
        .axis{fill:var(--soft);font-size:11px}
        .value{font-size:12px;font-variant-numeric:tabular-nums}
        .over{font-weight:700}
        .limit{fill:none;stroke:var(--line);stroke-width:3;stroke-linecap:round}
        .w0 rect{fill:var(--w0)}.w1 rect{fill:var(--w1)}.w2 rect{fill:var(--w2)}.w3 rect{fill:var(--w3)}.w4 rect{fill:var(--w4)}
        .w0 text,.w1 text,.w2 text,.w3 text,.w4 text{fill:var(--wt)}
        .o0 rect{fill:var(--o0)}.o1 rect{fill:var(--o1)}.o2 rect{fill:var(--o2)}.o3 rect{fill:var(--o3)}.o4 rect{fill:var(--o4)}
        .o0 text,.o1 text,.o2 text{fill:var(--ot)}.o3 text,.o4 text{fill:var(--od)}
        .n0 rect{fill:var(--n0)}.n1 rect{fill:var(--n1)}.n2 rect{fill:var(--n2)}.n3 rect{fill:var(--n3)}.n4 rect{fill:var(--n4)}
        .n0 text,.n1 text,.n2 text,.n3 text,.n4 text{fill:var(--nt)}
        """;

    public static string Of(BudgetReport report)
    {
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"<h1>Latency budget: {HtmlPage.Escape(report.Game)}</h1>\n<p class=\"soft\">{HtmlPage.Escape(BudgetText.Heading(report))} Virtual time: the same seed gives the same page.</p>\n");
        page.Append("<ul class=\"card sums\">\n");
        foreach (LimitLine line in report.Limits) page.Append(CultureInfo.InvariantCulture, $"<li>{HtmlPage.Escape(line.Sentence(report.RttsMs[0]))}</li>\n");
        page.Append("</ul>\n<p class=\"key\"><span><i class=\"within\"></i>within the limit</span><span><i class=\"beyond\"></i>over it, value in bold</span><span><i class=\"edge\"></i>the limit</span>"
            + "<span>rows: round trip in ms</span><span>columns: loss each way</span></p>\n");
        WriteMaps(page, report, isLimited: true);
        page.Append("<h3>What lies behind</h3>\n");
        WriteMaps(page, report, isLimited: false);
        return HtmlPage.Of($"Latency budget: {report.Game}", Style, page.ToString().TrimEnd());
    }

    private static void WriteMaps(StringBuilder page, BudgetReport report, bool isLimited)
    {
        page.Append("<section class=\"maps\">\n");
        foreach (Measure measure in Measure.All)
        {
            double? limit = measure.LimitIn(report.Budget);
            if (limit.HasValue != isLimited) continue;
            string limited = limit is { } most ? string.Create(CultureInfo.InvariantCulture, $" Limit: {most:0.##}.") : "";
            page.Append(CultureInfo.InvariantCulture, $"<article>\n<h2>{HtmlPage.Escape(measure.Name)}, {HtmlPage.Escape(measure.Unit)}</h2>\n<p class=\"soft\">{HtmlPage.Escape(measure.About)}{limited}</p>\n");
            BudgetMap.Write(page, report, measure);
            page.Append("</article>\n");
        }

        page.Append("</section>\n");
    }
}
