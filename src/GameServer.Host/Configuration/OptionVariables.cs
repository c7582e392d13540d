using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;

namespace GameServer.Host.Configuration;

/// <summary>The layer of the environment: <c>GAMESERVER_*</c>.</summary>
internal static class OptionVariables
{
    /// <summary>Which file to read, for those who cannot say <c>--config</c>.</summary>
    public const string File = OptionDefinition.VariablePrefix + "CONFIG";

    /// <summary>Where client commands find the server.</summary>
    public const string Server = OptionDefinition.VariablePrefix + "SERVER";

    /// <summary>What client commands show the server.</summary>
    public const string Token = OptionDefinition.VariablePrefix + "TOKEN";

    private static readonly string[] s_others = [File, Server, Token];

    /// <summary>What the variables say, ordered by name. An unknown one is a problem: it is a misspelt one.</summary>
    public static IReadOnlyList<OptionText> Read(IReadOnlyDictionary<string, string> environment, List<OptionProblem> problems)
    {
        List<OptionText> found = [];
        foreach ((string name, string text) in environment.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(OptionDefinition.VariablePrefix, StringComparison.Ordinal) || s_others.Contains(name)) continue;
            OptionDefinition? option = OptionTable.All.FirstOrDefault(option => option.Variable == name);
            if (IsOfKubernetes(name, text)) problems.Add(new OptionProblem(ErrorCode.OptionUnknown, name, "Kubernetes sets this for a service named 'gameserver'; say enableServiceLinks: false in the pod, or rename the service."));
            else if (option is null) problems.Add(new OptionProblem(ErrorCode.OptionUnknown, name, $"there is no such variable.{NearestName.Hint(name, Known())}"));
            else found.Add(new OptionText(option, text, name));
        }

        return found;
    }

    private static IEnumerable<string> Known() => OptionTable.All.Select(option => option.Variable).Concat(s_others);

    // A pod is told of each service by variables such as GAMESERVER_SERVICE_HOST, GAMESERVER_PORT=udp://10.0.0.1:7777 and GAMESERVER_PORT_7777_UDP_ADDR.
    private static bool IsOfKubernetes(string name, string text)
    {
        string rest = name[OptionDefinition.VariablePrefix.Length..];
        return rest.StartsWith("SERVICE_", StringComparison.Ordinal) || rest.StartsWith("PORT_", StringComparison.Ordinal) || (rest == "PORT" && text.Contains("://", StringComparison.Ordinal));
    }
}
