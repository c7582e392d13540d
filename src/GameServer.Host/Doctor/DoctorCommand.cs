using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Runtime;
using System.Runtime.InteropServices;
using System.Text.Json;
using GameServer.Host.Cli;
using GameServer.Host.Configuration;
using GameServer.Host.Data;
using GameServer.Host.Pacing;

namespace GameServer.Host.Doctor;

/// <summary><c>gameserver doctor</c>: is this machine fit for a server with these options, and what should be done about it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        OptionFlags flags = new();
        Option<bool> json = Display.JsonOption();
        Command command = new("doctor", "Looks at this machine, given the same flags as run, and says what to do; exit code 1 when there is a problem.") { json };
        flags.AddTo(command);
        command.SetAction(result => Examine(Checks(flags.Read(result)), Display.Of(result, json)));
        return command;
    }

    /// <summary>Looks at everything and shows it.</summary>
    /// <returns>The exit code.</returns>
    internal static int Examine(IReadOnlyList<IDoctorCheck> checks, Display display)
    {
        (string Name, Finding Finding)[] found = [.. checks.Select(check => (check.Name, check.Look()))];
        int problems = found.Count(look => look.Finding.Verdict == Verdict.Problem);
        int warnings = found.Count(look => look.Finding.Verdict == Verdict.Warning);
        if (display.IsJson)
        {
            display.WriteJson(JsonSerializer.Serialize(
                new { problems, warnings, findings = found.Select(look => new { check = look.Name, verdict = WordOf(look.Finding.Verdict), look.Finding.Text, look.Finding.Advice }) },
                Display.JsonOptions));
        }
        else
        {
            display.Table(
                ["Check", "Verdict", "Found", "What to do"],
                found.Select(look => new Cell[] { look.Name, new(WordOf(look.Finding.Verdict), ToneOf(look.Finding.Verdict)), look.Finding.Text, look.Finding.Advice }));
            display.Line($"{problems} problem(s), {warnings} warning(s)");
        }

        return problems > 0 ? ExitCode.ProblemFound : ExitCode.Success;
    }

    /// <summary>Every check, reading this machine.</summary>
    internal static IReadOnlyList<IDoctorCheck> Checks(HostConfiguration configuration)
    {
        HostOptions options = configuration.Options;
        string data = Path.GetFullPath(options.Data.Length > 0 ? options.Data : ".");
        List<IDoctorCheck> checks =
        [
            new OptionsCheck(configuration.Problems),
            new KernelCheck(OperatingSystem.IsLinux(), ThisMachine.Kernel(), RuntimeInformation.ProcessArchitecture),
            new ProcessorsCheck(options.Shards, Environment.ProcessorCount, ThisMachine.ReadFile),
            new RealTimeCheck(options.RealTime, ThisMachine.CanRaiseThread, ThisMachine.ReadFile),
            new ClockSourceCheck(ThisMachine.ReadFile),
            new ClockResolutionCheck(MonotonicClock.Nanoseconds),
            new ClockStepsCheck(ThisMachine.ClockOffsetNs, ThisMachine.Pause),
            new TimeServiceCheck(ThisMachine.IsTimeSynchronised),
            new UdpBuffersCheck(ThisMachine.OpenUdp),
            new IPv6Check(options.Bind, ThisMachine.IPv6),
            new PortsCheck(ThisMachine.PortsOf(options), ThisMachine.PortRefusal),
            new FileLimitCheck(options.Shards, ThisMachine.ReadFile),
            new HugePagesCheck(ThisMachine.Kernel(), ThisMachine.ReadFile),
            new GarbageCollectorCheck(GCSettings.IsServerGC, GCSettings.LatencyMode != GCLatencyMode.Batch),
            new SecretsCheck(configuration.Settings, ThisMachine.IsReadByOthers, Path.Combine(data, DataFolder.SecretName)),
        ];
        if (options.Durability == Persistence.Durability.None) return checks;
        checks.Add(new DiskSpaceCheck(data, () => ThisMachine.FreeBytes(data)));
        checks.Add(new DiskFlushCheck(data, () => ThisMachine.FlushTimesMs(data)));
        return checks;
    }

    private static string WordOf(Verdict verdict) => verdict switch { Verdict.Ok => "ok", Verdict.Warning => "warning", _ => "problem" };

    private static Tone ToneOf(Verdict verdict) => verdict switch { Verdict.Ok => Tone.Good, Verdict.Warning => Tone.Warning, _ => Tone.Bad };
}
