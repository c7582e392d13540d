using System;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using GameServer.Core;

namespace GameServer.LoadTest.Simulate;

/// <summary>
/// Runs seeds with one mistake built in, in a process of its own: a mutation is a constant of its process, so that a server without one pays nothing for the possibility.
/// </summary>
internal static partial class MutationTrial
{
    /// <summary>Runs seeds until one is caught.</summary>
    /// <returns>The first failing seed and the check that caught it; null when all seeds passed.</returns>
    /// <exception cref="InvalidOperationException">The process could not do what it was started for.</exception>
    public static (ulong Seed, string Check)? Run(Mutation mutation, string seeds, int ticks, int jobs)
    {
        string program = typeof(MutationTrial).Assembly.Location;
        ProcessStartInfo start = new("dotnet", [program, "simulate", "--mutation", mutation.ToString(), "--seeds", seeds, "--ticks", Number(ticks), "--jobs", Number(jobs)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Short runs spend their time compiling: let the runtime compile in steps, whatever the program's own setting.
        start.Environment["DOTNET_TieredCompilation"] = "1";
        start.Environment["DOTNET_TC_QuickJitForLoops"] = "1";
        using Process trial = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        trial.ErrorDataReceived += static (_, _) => { };
        trial.BeginErrorReadLine();
        string output = trial.StandardOutput.ReadToEnd();
        trial.WaitForExit();
        if (trial.ExitCode == 0) return null;
        Match caught = Caught().Match(output);
        if (trial.ExitCode != 1 || !caught.Success) throw new InvalidOperationException($"exit code {trial.ExitCode}: {output}");
        return (ulong.Parse(caught.Groups[1].Value, CultureInfo.InvariantCulture), caught.Groups[2].Value);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^seed (\d+): ([^:]+): ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Caught();
}
