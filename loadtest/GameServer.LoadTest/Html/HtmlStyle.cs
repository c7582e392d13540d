namespace GameServer.LoadTest.Html;

/// <summary>
/// What all pages share: colours of paper and ink by day and by night, and the shapes of text, cards and tables. Series colours are those of M. Okabe and K. Ito's palette for every kind
/// of colour vision, lighter at night; what they say is in words as well.
/// </summary>
internal static class HtmlStyle
{
    public const string Common = """
        :root{color-scheme:light dark;--page:#f7f7f5;--card:#fff;--ink:#1b1f24;--soft:#59616b;--edge:#dcdfe3;--line:#111;
        --c1:#0072b2;--c2:#d55e00;--c3:#009e73;--c4:#a6528b;--good:#00704f;--bad:#b03a00;--odd:#6b5900;--wash:#e9edf1}
        @media (prefers-color-scheme:dark){:root{--page:#12151a;--card:#1b2027;--ink:#e8eaed;--soft:#a2abb5;--edge:#303841;--line:#fff;
        --c1:#5ab4ec;--c2:#f2a03d;--c3:#35c79b;--c4:#d993c1;--good:#4cd0a5;--bad:#ff9a5c;--odd:#e3c95a;--wash:#262e39}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{max-width:1160px;margin:0 auto;padding:24px 16px 48px}
        h1{font-size:1.6rem;line-height:1.2;margin:0 0 4px}
        h2{font-size:1.05rem;line-height:1.3;margin:0}
        h3{font-size:1.05rem;margin:32px 0 12px}
        p{margin:4px 0}
        .soft{color:var(--soft);font-size:.9rem}
        .card,article{background:var(--card);border:1px solid var(--edge);border-radius:10px}
        article{padding:14px 14px 10px;min-width:0;display:flex;flex-direction:column}
        """;
}
