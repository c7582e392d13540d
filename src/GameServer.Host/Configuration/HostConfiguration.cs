using System.Collections.Generic;
using System.Linq;

namespace GameServer.Host.Configuration;

/// <summary>What the layers come to.</summary>
/// <param name="Options">To start with, when there are no problems.</param>
/// <param name="Settings">Every option, in the table's order.</param>
/// <param name="Problems">All of them; empty when a server can start.</param>
internal sealed record HostConfiguration(HostOptions Options, IReadOnlyList<OptionSetting> Settings, IReadOnlyList<OptionProblem> Problems)
{
    /// <summary>Lines for the operator, the first of which says how many there are.</summary>
    public IEnumerable<string> Complaint() => Problems.Count == 1
        ? [$"gameserver: {Problems[0]}"]
        : [$"gameserver: {Problems.Count} problems with the options:", .. Problems.Select(problem => $"  {problem}")];
}
