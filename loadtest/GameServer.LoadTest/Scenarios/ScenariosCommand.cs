using System;
using System.CommandLine;
using System.Linq;
using GameServer.LoadTest.Run;

namespace GameServer.LoadTest.Scenarios;

/// <summary>The command line of <c>loadtest scenarios</c>: lists them, or checks files without running them.</summary>
internal static class ScenariosCommand
{
    public static Command Create()
    {
        Argument<string[]> files = new("files") { Description = "Scenarios to check; none: list those that came with the tool", Arity = ArgumentArity.ZeroOrMore };
        Command command = new("scenarios", "Lists the scenarios, or checks files. Exit code: 0; 2 when a file has mistakes.") { files };
        command.SetAction(parsed =>
        {
            string[] given = parsed.GetValue(files) ?? [];
            bool isSound = true;
            foreach (string name in given.Length > 0 ? given : [.. ScenarioFile.Names()])
            {
                Scenario? scenario = ScenarioFile.Find(name, out var problems);
                isSound &= scenario is not null;
                foreach (string problem in problems) Console.Error.WriteLine(problem);
                if (scenario is not null) Console.WriteLine($"{scenario.Name,-16} {scenario.Bots,5} bots, {scenario.Phases.Sum(phase => phase.Seconds):0} s: {scenario.Description}");
            }

            return (int)(isSound ? ExitCode.Pass : ExitCode.Unusable);
        });
        return command;
    }
}
