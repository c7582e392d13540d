using System.Linq;
using System.Text;
using GameServer.Host.Metrics.Exposition;

namespace GameServer.Host.Metrics;

/// <summary>The table of instruments as a page for people.</summary>
internal static class MetricsDocument
{
    private const string Head = """
        # Metrics

        This page is written from the table in `src/GameServer.Host/Metrics/InstrumentTable.cs`.

        `GET /metrics` on the admin address answers in Prometheus' text format 0.0.4, or in OpenMetrics 1.0 to who asks for it, as Prometheus does. With `OTEL_EXPORTER_OTLP_ENDPOINT` set the same instruments are pushed
        by OTLP. Both read the meter `GameServer` of `System.Diagnostics.Metrics`; meters that a game names `GameServer.` and something are exported with it. A shard's numbers are a tenth of a second old at most.

        Counters and histograms grow from the start of the process on. Durations have the bounds 10, 25, 50 µs and so on in steps of 1, 2.5, 5 up to 1 s. What is told apart by `shard` has one series for each. No label's value
        comes from outside the process; a metric that grows past 2,000 series all the same adds up the rest in one labelled `otel_metric_overflow="true"`.

        Alert rules, a dashboard and what to do when an alert fires: [`docs/ops/RUNBOOK.md`](ops/RUNBOOK.md).
        """;

    public static string Write()
    {
        StringBuilder page = new(Head);
        page.Append('\n');
        foreach (InstrumentGroup group in InstrumentTable.Groups)
        {
            page.Append($"\n## {group.Title}\n\n| Metric | Type | Labels | What it says |\n|---|---|---|---|\n");
            foreach (InstrumentSpec spec in group.Instruments)
            {
                string labels = string.Join("; ", spec.Labels.Select(label => label == Series.Shard ? "`shard`" : $"`{label.Name}`: {label.Values}"));
                page.Append($"| `{ScrapedName(spec)}` | {MetricName.Value(spec.Kind.ToString())} | {labels} | {spec.Help}<br>Meter: `{spec.Name}`, `{spec.Unit}` |\n");
            }
        }

        return page.ToString();
    }

    /// <summary>A family's name as Prometheus knows it: with <c>_total</c> for a counter, without <c>_bucket</c>, <c>_sum</c> and <c>_count</c> for a histogram.</summary>
    public static string ScrapedName(InstrumentSpec spec)
    {
        FamilyKind kind = spec.Kind == InstrumentKind.Gauge ? FamilyKind.Gauge : FamilyKind.Counter;
        string name = MetricName.Family(spec.Name, MetricName.Unit(spec.Unit, kind));
        return spec.Kind == InstrumentKind.Counter ? name + "_total" : name;
    }
}
