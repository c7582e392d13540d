using System.CommandLine;
using System.Linq;
using System.Text.Json;
using GameServer.Core;
using GameServer.Host.Cli;

namespace GameServer.Host.Configuration;

/// <summary><c>gameserver config</c>: what the options come to and where each was said.</summary>
internal static class ConfigCommand
{
    public static Command Create()
    {
        OptionFlags flags = new();
        Option<bool> json = Display.JsonOption();
        Command explain = new("explain", "Prints each option's value and where it came from, given the same flags as run; exit code 2 when the options cannot be used.") { json };
        flags.AddTo(explain);
        explain.SetAction(result => Explain(flags.Read(result), Display.Of(result, json), result));
        return new Command("config", "Looks at options without starting anything.") { explain };
    }

    private static int Explain(HostConfiguration configuration, Display display, ParseResult result)
    {
        if (display.IsJson)
        {
            display.WriteJson(JsonSerializer.Serialize(
                new
                {
                    options = configuration.Settings.Select(setting => new { setting.Option.Name, value = setting.Shown, setting.Origin, @default = setting.Option.IsSecret ? null : setting.Option.DefaultText, setting.Option.IsSecret }),
                    problems = configuration.Problems.Select(problem => new { code = ErrorCatalogue.TextOf(problem.Code), problem.Origin, problem.Text }),
                },
                Display.JsonOptions));
        }
        else
        {
            display.Table(["Option", "Value", "From"], configuration.Settings.Select(setting => new[] { setting.Option.Name, setting.Shown, setting.Origin }));
            if (configuration.Problems.Count > 0)
            {
                foreach (string line in configuration.Complaint()) result.InvocationConfiguration.Error.WriteLine(line);
            }
        }

        return configuration.Problems.Count == 0 ? ExitCode.Success : ExitCode.Usage;
    }
}
