using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;

namespace GameServer.Host.Configuration;

/// <summary>The layer of the command line: a flag for every option, and <c>--config</c>. Values are taken as texts, so that all layers are read, and judged, in one place.</summary>
internal sealed class OptionFlags
{
    private readonly (OptionDefinition Definition, Option Flag)[] _flags = [.. OptionTable.All.Select(definition => (definition, FlagOf(definition)))];

    private readonly Option<string?> _file = new("--config")
    {
        Description = $"File with options; {OptionsFile.DefaultName} in the working directory, if it is there, when nothing is said. {OptionVariables.File} does the same.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        foreach ((_, Option flag) in _flags) command.Options.Add(flag);
    }

    /// <summary>What all layers come to, the command line's being the last.</summary>
    public HostConfiguration Read(ParseResult result) => new OptionLayers
    {
        File = result.GetValue(_file),
        Variables = OptionLayers.ProcessVariables(),
        Flags = [.. Given(result)],
    }.Read();

    /// <summary>The options to start with; null when there are problems, which are printed.</summary>
    public HostOptions? ReadOrComplain(ParseResult result)
    {
        HostConfiguration configuration = Read(result);
        if (configuration.Problems.Count == 0) return configuration.Options;
        TextWriter error = result.InvocationConfiguration.Error;
        foreach (string line in configuration.Complaint()) error.WriteLine(line);
        return null;
    }

    private IEnumerable<OptionText> Given(ParseResult result)
    {
        foreach ((OptionDefinition definition, Option flag) in _flags)
        {
            if (result.GetResult(flag) is not OptionResult { Implicit: false } given) continue;
            string text = given.Tokens.Count == 0 && definition.IsSwitch ? "true" : string.Join(',', given.Tokens.Select(token => token.Value));
            yield return new OptionText(definition, text, definition.Flag);
        }
    }

    private static Option FlagOf(OptionDefinition definition)
    {
        Option flag = definition.IsList ? new Option<string[]>(definition.Flag) : OfOne(definition);
        flag.Description = definition.Description;
        flag.HelpName = definition.Choices.Count > 0 ? string.Join('|', definition.Choices) : definition.Name;
        flag.CompletionSources.Clear();
        flag.CompletionSources.Add([.. definition.Choices]);
        return flag;
    }

    private static Option<string> OfOne(OptionDefinition definition)
    {
        Option<string> flag = new(definition.Flag) { Arity = definition.IsSwitch ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne };
        if (!definition.IsSecret) flag.DefaultValueFactory = _ => definition.DefaultText;
        return flag;
    }
}
