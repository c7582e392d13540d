using System;
using System.Globalization;
using System.Net;
using System.Text;

namespace GameServer.LoadTest.Budget;

/// <summary>A sweep as one page that needs nothing else: no network, no script. It is well-formed XML too, so that a tool can read it.</summary>
internal static class BudgetPage
{
    private const string Style = """
        :root{color-scheme:light dark;--page:#f7f7f5;--card:#fff;--ink:#1b1f24;--soft:#59616b;--edge:#dcdfe3;--line:#111;
        --w0:#eaf2fa;--w1:#d3e5f5;--w2:#b4d3ee;--w3:#8fbde3;--w4:#6aa5d6;--wt:#10263b;
        --o0:#f6c183;--o1:#ee9f4e;--o2:#db7b25;--o3:#b9580f;--o4:#8f3d05;--ot:#2a1400;--od:#fff;
        --n0:#f0f0f2;--n1:#dcdde2;--n2:#c3c5cd;--n3:#a7abb6;--n4:#8b909e;--nt:#17191e}
        @media (prefers-color-scheme:dark){:root{--page:#12151a;--card:#1b2027;--ink:#e8eaed;--soft:#a2abb5;--edge:#303841;--line:#fff;
        --w0:#16273a;--w1:#1b3653;--w2:#20466e;--w3:#27588a;--w4:#2f6aa6;--wt:#eaf3fc;
        --o0:#a85a12;--o1:#c26d1c;--o2:#dd8630;--o3:#f0a355;--o4:#fac68d;--ot:#1d0e00;--od:#1d0e00;
        --n0:#23272e;--n1:#2f343d;--n2:#3c424d;--n3:#4b525f;--n4:#5d6573;--nt:#eef0f3}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{max-width:1160px;margin:0 auto;padding:24px 16px 48px}
        h1{font-size:1.6rem;line-height:1.2;margin:0 0 4px}
        h2{font-size:1.05rem;line-height:1.3;margin:0}
        h3{font-size:1.05rem;margin:32px 0 12px}
        p{margin:4px 0}
        .soft{color:var(--soft);font-size:.9rem}
        .sums{margin:20px 0 0;padding:14px 18px 14px 34px;background:var(--card);border:1px solid var(--edge);border-radius:10px}
        .sums li{margin:4px 0}
        .key{display:flex;flex-wrap:wrap;gap:6px 18px;margin:16px 0;font-size:.9rem;color:var(--soft)}
        .key span{display:inline-flex;align-items:center;gap:6px}
        .key i{display:inline-block;width:54px;height:14px;border-radius:3px}
        .within{background:linear-gradient(90deg,var(--w0),var(--w4))}
        .beyond{background:linear-gradient(90deg,var(--o0),var(--o4))}
        .key .edge{height:0;border-top:3px solid var(--line);border-radius:0;width:30px}
        .maps{display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr))}
        article{background:var(--card);border:1px solid var(--edge);border-radius:10px;padding:14px 14px 10px;display:flex;flex-direction:column}
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
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        page.Append(CultureInfo.InvariantCulture, $"<title>Latency budget: {Escape(report.Game)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n");
        page.Append(CultureInfo.InvariantCulture, $"<h1>Latency budget: {Escape(report.Game)}</h1>\n<p class=\"soft\">{Escape(BudgetText.Heading(report))} Virtual time: the same seed gives the same page.</p>\n");
        page.Append("<ul class=\"sums\">\n");
        foreach (LimitLine line in report.Limits) page.Append(CultureInfo.InvariantCulture, $"<li>{Escape(line.Sentence(report.RttsMs[0]))}</li>\n");
        page.Append("</ul>\n<p class=\"key\"><span><i class=\"within\"></i>within the limit</span><span><i class=\"beyond\"></i>over it, value in bold</span><span><i class=\"edge\"></i>the limit</span>"
            + "<span>rows: round trip in ms</span><span>columns: loss each way</span></p>\n");
        WriteMaps(page, report, isLimited: true);
        page.Append("<h3>What lies behind</h3>\n");
        WriteMaps(page, report, isLimited: false);
        page.Append("</main>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void WriteMaps(StringBuilder page, BudgetReport report, bool isLimited)
    {
        page.Append("<section class=\"maps\">\n");
        foreach (Measure measure in Measure.All)
        {
            double? limit = measure.LimitIn(report.Budget);
            if (limit.HasValue != isLimited) continue;
            string limited = limit is { } most ? string.Create(CultureInfo.InvariantCulture, $" Limit: {most:0.##}.") : "";
            page.Append(CultureInfo.InvariantCulture, $"<article>\n<h2>{Escape(measure.Name)}, {Escape(measure.Unit)}</h2>\n<p class=\"soft\">{Escape(measure.About)}{limited}</p>\n");
            BudgetMap.Write(page, report, measure);
            page.Append("</article>\n");
        }

        page.Append("</section>\n");
    }

    // A number stays on the line of its unit.
    private static string Escape(string text) => WebUtility.HtmlEncode(text).Replace(" %", "&#160;%", StringComparison.Ordinal).Replace(" ms", "&#160;ms", StringComparison.Ordinal);
}
