using System;
using System.CommandLine;
using System.IO;
using System.Text.Json;
using GameServer.LoadTest.Run;

namespace GameServer.LoadTest.Compare;

/// <summary>The command line of <c>loadtest compare</c>.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        Argument<string> before = new("a") { Description = "report.json of the run before, or its folder" };
        Argument<string> after = new("b") { Description = "report.json of the run after, or its folder" };
        Option<bool> fail = new("--fail-on-worse") { Description = "Exit with 1 when a figure is worse than the noise of both runs explains" };
        Command command = new("compare", "Shows two runs side by side. A difference is marked only where it passes what each run's own seconds scatter by.\n"
            + "Exit code: 0; 1 with --fail-on-worse when something is worse; 2 wrong usage.")
        {
            before, after, fail,
        };
        command.SetAction(parsed =>
        {
            try
            {
                using JsonDocument a = Open(parsed.GetValue(before)!);
                using JsonDocument b = Open(parsed.GetValue(after)!);
                RunComparison comparison = RunComparison.Of(a.RootElement, b.RootElement);
                Console.Write(comparison.Text());
                return (int)(comparison.IsWorse && parsed.GetValue(fail) ? ExitCode.Fail : ExitCode.Pass);
            }
            catch (Exception failure) when (failure is IOException or JsonException or UnauthorizedAccessException or InvalidOperationException or System.Collections.Generic.KeyNotFoundException)
            {
                Console.Error.WriteLine($"loadtest: {failure.Message}");
                return (int)ExitCode.Unusable;
            }
        });
        return command;
    }

    private static JsonDocument Open(string path) => JsonDocument.Parse(File.ReadAllText(Directory.Exists(path) ? Path.Combine(path, "report.json") : path));
}
