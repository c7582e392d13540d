using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using GameServer.Host.Metrics;
using GameServer.Tests.Support;
using Xunit;

namespace GameServer.Tests.Metrics;

/// <summary>Alert rules, runbook and dashboard: they name what there is, and each alert fires on its fault and on no other.</summary>
public sealed partial class OpsFileTests
{
    private static readonly AlertRule[] s_rules = AlertRule.ReadAll();

    [Fact]
    public void Every_alert_has_a_fault_in_the_tests_a_severity_a_sentence_and_a_section_in_the_runbook()
    {
        string[] sections = [.. File.ReadLines(Path.Combine(Repository.Root, "docs/ops/RUNBOOK.md")).Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..])];
        Assert.Equal(s_rules.Select(rule => rule.Name).Order(), sections.Order());
        Assert.Equal(s_rules.Select(rule => rule.Name).Order(), AlertCases.All.Select(fault => fault.Alert).Distinct().Order());
        Assert.All(s_rules, rule =>
        {
            Assert.Contains(rule.Severity, new[] { "warning", "critical" });
            Assert.EndsWith(".", rule.Summary, StringComparison.Ordinal);
            Assert.Equal($"docs/ops/RUNBOOK.md#{rule.Name.ToLowerInvariant()}", rule.Runbook);
        });
    }

    [Fact]
    public void Rules_and_dashboard_name_only_metrics_that_there_are()
    {
        HashSet<string> known = [];
        foreach (InstrumentSpec spec in InstrumentTable.All)
        {
            string name = MetricsDocument.ScrapedName(spec);
            known.UnionWith(spec.Kind == InstrumentKind.Histogram ? [name + "_bucket", name + "_sum", name + "_count"] : [name]);
        }

        string[] expressions = [.. s_rules.Select(rule => rule.Expression), .. DashboardExpressions()];
        Assert.True(expressions.Length > s_rules.Length + 20, "few expressions were found");
        Assert.Empty(expressions.SelectMany(expression => MetricNames().Matches(expression).Select(match => match.Value)).Where(name => !known.Contains(name)).Distinct());
        string runbook = File.ReadAllText(Path.Combine(Repository.Root, "docs/ops/RUNBOOK.md"));
        Assert.Empty(MetricNames().Matches(runbook).Select(match => match.Value).Where(name => !known.Contains(name) && !known.Contains(name + "_bucket")));
    }

    [Fact]
    public void The_rules_unit_tests_are_those_of_the_faults() => GeneratedDocument.Check("docs/ops/alerts.test.yaml", AlertTestFile.Write(s_rules));

    [PrometheusFact]
    public async Task Prometheus_takes_the_rules_and_each_alert_fires_on_its_fault_and_only_then()
    {
        string rules = Path.Combine(Repository.Root, AlertRule.File);
        (int exitCode, string said) = await PrometheusTools.Promtool("", "check", "rules", rules);
        Assert.True(exitCode == 0, said);
        (exitCode, said) = await PrometheusTools.Promtool("", "check", "config", Path.Combine(Repository.Root, "docs/ops/prometheus.yaml"));
        Assert.True(exitCode == 0, said);
        (exitCode, said) = await PrometheusTools.Promtool("", "test", "rules", Path.Combine(Repository.Root, "docs/ops/alerts.test.yaml"));
        Assert.True(exitCode == 0, said);
    }

    private static List<string> DashboardExpressions()
    {
        using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs/ops/grafana-dashboard.json")));
        return [.. dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)];
    }

    [GeneratedRegex("gameserver_[a-z0-9_]+", RegexOptions.None, 1000)]
    private static partial Regex MetricNames();
}
