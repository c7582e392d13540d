using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace GameServer.Host.Configuration;

/// <summary>
/// Where options come from, each layer over the one before: the code's defaults, a file, the environment, flags. Everything wrong in any of them is found at once, with the place
/// where it stands.
/// </summary>
internal sealed class OptionLayers
{
    /// <summary>Where relative paths start, and where the file is looked for.</summary>
    public string Folder { get; init; } = Environment.CurrentDirectory;

    /// <summary>A file that must be there; null for <see cref="OptionsFile.DefaultName"/> if it is.</summary>
    public string? File { get; init; }

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<OptionText> Flags { get; init; } = [];

    /// <summary>The variables of this process.</summary>
    public static IReadOnlyDictionary<string, string> ProcessVariables() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "");

    public HostConfiguration Read()
    {
        List<OptionProblem> problems = [];
        string? file = File ?? (Variables.TryGetValue(OptionVariables.File, out string? named) && named.Length > 0 ? named : null);
        IReadOnlyList<OptionText> fromFile = OptionsFile.Read(Folder, file, problems);
        IReadOnlyList<OptionText> fromVariables = OptionVariables.Read(Variables, problems);
        LayeredOptions layered = new(problems);
        layered.Apply(fromFile);
        layered.Apply(fromVariables.Where(written => written.Option.VariableCounts is null));
        layered.Apply(Flags);

        // Whether these count can only be said when the others are known.
        layered.Apply(fromVariables.Where(written => written.Option.VariableCounts?.Invoke(layered.Options) == true && !Flags.Any(flag => flag.Option == written.Option)));
        layered.Validate();
        return new HostConfiguration(layered.Options, layered.Settings(), problems);
    }
}
