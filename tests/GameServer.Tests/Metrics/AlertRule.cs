using System.Collections.Generic;
using System.IO;
using System.Linq;
using YamlDotNet.RepresentationModel;

namespace GameServer.Tests.Metrics;

/// <summary>One rule of <c>docs/ops/alerts.yaml</c>.</summary>
internal sealed record AlertRule(string Name, string Expression, string Severity, string Summary, string Runbook)
{
    public const string File = "docs/ops/alerts.yaml";

    public static AlertRule[] ReadAll()
    {
        using StreamReader text = new(Path.Combine(Repository.Root, File));
        YamlStream yaml = [];
        yaml.Load(text);
        IEnumerable<YamlNode> groups = ((YamlSequenceNode)yaml.Documents[0].RootNode["groups"]).Children;
        return [.. groups.SelectMany(group => ((YamlSequenceNode)group["rules"]).Children).Select(Read)];
    }

    private static AlertRule Read(YamlNode rule)
    {
        YamlNode annotations = rule["annotations"];
        return new AlertRule(Text(rule["alert"]), Text(rule["expr"]), Text(rule["labels"]["severity"]), Text(annotations["summary"]), Text(annotations["runbook_url"]));
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
