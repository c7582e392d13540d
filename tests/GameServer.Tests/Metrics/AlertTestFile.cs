using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace GameServer.Tests.Metrics;

/// <summary>Writes the faults as promtool's unit tests: in each, no alert fires on the healthy server, and then this one fires and no other.</summary>
internal static class AlertTestFile
{
    private const int FaultMinute = 120;
    private const int EndMinute = 145;

    public static string Write(AlertRule[] rules)
    {
        StringBuilder file = new("# Written from tests/GameServer.Tests/Metrics/AlertCases.cs. Run it with: promtool test rules docs/ops/alerts.test.yaml\n");
        file.Append("rule_files:\n  - alerts.yaml\nevaluation_interval: 1m\ntests:\n");
        foreach (AlertCase fault in AlertCases.All) WriteTest(file, fault, rules);
        return file.ToString();
    }

    private static void WriteTest(StringBuilder file, AlertCase fault, AlertRule[] rules)
    {
        file.Append($"  - name: {fault.Alert}\n    interval: 1m\n    input_series:\n");
        foreach ((string series, double first, double perMinute) in AlertCases.Healthy)
        {
            string? faulty = fault.Series.FirstOrDefault(changed => changed.Series == series).Values;
            string healthy = Values(first, perMinute, faulty is null ? EndMinute : FaultMinute - 1);
            file.Append($"      - series: '{series}'\n        values: '{(faulty is null ? healthy : $"{healthy} {faulty}")}'\n");
        }

        file.Append("    alert_rule_test:\n");
        foreach (AlertRule rule in rules)
        {
            file.Append($"      - {{ eval_time: {FaultMinute - 1}m, alertname: {rule.Name} }}\n");
            if (rule.Name != fault.Alert && !fault.Companions.Contains(rule.Name)) file.Append($"      - {{ eval_time: {EndMinute}m, alertname: {rule.Name} }}\n");
        }

        AlertRule fired = rules.Single(rule => rule.Name == fault.Alert);
        string labels = string.Join(", ", $"severity: {fired.Severity}, {fault.Labels.Replace("=", ": ", StringComparison.Ordinal)}".Split(',').Select(label => label.Trim()));
        file.Append($"      - eval_time: {EndMinute}m\n        alertname: {fault.Alert}\n        exp_alerts:\n          - exp_labels: {{ {labels} }}\n");
        file.Append($"            exp_annotations:\n              summary: {fired.Summary}\n              runbook_url: {fired.Runbook}\n");
    }

    private static string Values(double first, double perMinute, int minutes) =>
        perMinute == 0 ? string.Create(CultureInfo.InvariantCulture, $"{first}x{minutes}") : string.Create(CultureInfo.InvariantCulture, $"{first}+{perMinute}x{minutes}");
}
