using System.Collections.Generic;
using System.Linq;

namespace GameServer.Host.Configuration;

/// <summary>Options while layers are laid over them: what holds, who said so, and what could not be read.</summary>
internal sealed class LayeredOptions(List<OptionProblem> problems)
{
    private readonly Dictionary<OptionDefinition, string> _origins = [];
    private readonly HashSet<OptionDefinition> _unread = [];

    /// <summary>What holds so far.</summary>
    public HostOptions Options { get; private set; } = new();

    public void Apply(IEnumerable<OptionText> layer)
    {
        foreach (OptionText written in layer)
        {
            if (written.Option.TryApply(Options, written.Text) is { } changed)
            {
                Options = changed;
                _origins[written.Option] = written.Origin;
                continue;
            }

            _unread.Add(written.Option);
            Complain(written.Option, written.Origin, written.Option.ProblemOf(written.Text));
        }
    }

    /// <summary>Asks whether the options go together. What could not be read has its complaint already, and its default must not cause another.</summary>
    public void Validate()
    {
        foreach (OptionProblem problem in Options.Validate())
        {
            OptionDefinition[] named = [.. OptionTable.NamedIn(problem.Text)];
            if (named.Any(_unread.Contains)) continue;
            OptionDefinition? written = named.FirstOrDefault(_origins.ContainsKey);
            Complain(written, written is null ? "" : _origins[written], problem);
        }
    }

    public IReadOnlyList<OptionSetting> Settings() =>
        [.. OptionTable.All.Select(option => new OptionSetting(option, option.Format(Options), _origins.GetValueOrDefault(option, OptionSetting.Default)))];

    // A flag is named by the complaint itself.
    private void Complain(OptionDefinition? option, string origin, OptionProblem problem) => problems.Add(problem with { Origin = origin == option?.Flag ? "" : origin });
}
