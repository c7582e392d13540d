using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using GameServer.Host;
using GameServer.Host.Cli;
using GameServer.Host.Configuration;
using GameServer.Host.Doctor;
using Xunit;

namespace GameServer.Tests.Cli;

public sealed class DoctorTests
{
    private const int Wanted = 8 * 1024 * 1024;
    private const string Limits = "Limit                     Soft Limit           Hard Limit           Units\nMax open files            {0}                20000                files\n";

    /// <summary>Check and machine, verdict, a piece of what is found or advised.</summary>
    public static TheoryData<string, string, string> Machines()
    {
        TheoryData<string, string, string> rows = [];
        foreach ((string name, _, Verdict verdict, string said) in Cases()) rows.Add(name, verdict.ToString(), said);
        return rows;
    }

    [Theory, MemberData(nameof(Machines))]
    public void Each_check_gives_each_verdict(string machine, string verdict, string said)
    {
        Finding finding = Cases().Single(found => found.Name == machine).Check.Look();
        Assert.Equal(verdict, finding.Verdict.ToString());
        Assert.Contains(said, $"{finding.Text} → {finding.Advice}", StringComparison.Ordinal);
        Assert.Equal(finding.Verdict == Verdict.Ok, finding.Advice.Length == 0);
    }

    [Fact]
    public void Every_check_of_the_command_is_tried_with_a_machine_that_is_not_as_it_should_be()
    {
        string[] checks = [.. DoctorCommand.Checks(new OptionLayers { Folder = Path.GetTempPath() }.Read()).Select(check => check.Name)];
        Assert.Equal(checks.Order(), checks.Distinct().Order());
        foreach (string name in checks)
        {
            Assert.Contains(Cases(), found => found.Check.Name == name && found.Verdict == Verdict.Ok);
            Assert.Contains(Cases(), found => found.Check.Name == name && found.Verdict != Verdict.Ok);
        }
    }

    [Fact]
    public void Warnings_end_with_0_and_problems_with_1()
    {
        IDoctorCheck warns = Cases().First(found => found.Verdict == Verdict.Warning).Check;
        IDoctorCheck fails = Cases().First(found => found.Verdict == Verdict.Problem).Check;
        Assert.Equal((ExitCode.Success, 0, 1), Examine(warns));
        Assert.Equal((ExitCode.ProblemFound, 1, 1), Examine(warns, fails));
    }

    [Fact]
    public void This_machine_can_be_examined_and_nothing_is_left_behind()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        OptionText[] flags = [Flag("data", folder), Flag("port", "0"), Flag("admin", "127.0.0.1:0")];
        IReadOnlyList<IDoctorCheck> checks = DoctorCommand.Checks(new OptionLayers { Folder = folder, Flags = flags }.Read());
        Assert.All(checks, check => Assert.NotEmpty(check.Look().Text));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Directory.Delete(folder);
    }

    private static (int Code, int Problems, int Warnings) Examine(params IDoctorCheck[] checks)
    {
        StringWriter output = new();
        int code = DoctorCommand.Examine(checks, new Display(output, isJson: true, isTerminal: false));
        JsonElement report = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Equal(checks.Select(check => check.Name), report.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("check").GetString()));
        return (code, report.GetProperty("problems").GetInt32(), report.GetProperty("warnings").GetInt32());
    }

    private static (string Name, IDoctorCheck Check, Verdict Verdict, string Said)[] Cases() =>
    [
        ("options: none wrong", new OptionsCheck([]), Verdict.Ok, "all"),
        ("options: one wrong", new OptionsCheck([new OptionProblem(Core.ErrorCode.OptionUnreadable, "a.json:3", "--rooms is 'x'")]), Verdict.Problem, "a.json:3: --rooms is 'x'"),
        ("kernel: new", new KernelCheck(true, new Version(6, 1), Architecture.X64), Verdict.Ok, "Linux 6.1"),
        ("kernel: old", new KernelCheck(true, new Version(4, 4), Architecture.X64), Verdict.Warning, "4.18"),
        ("kernel: another processor", new KernelCheck(true, new Version(6, 1), Architecture.Arm64), Verdict.Warning, "Arm64"),
        ("kernel: another system", new KernelCheck(false, new Version(10, 0), Architecture.X64), Verdict.Warning, "not Linux"),
        ("processors: enough", new ProcessorsCheck(3, 4, Files()), Verdict.Ok, "4 for 3"),
        ("processors: enough, fast", new ProcessorsCheck(3, 4, Files(("scaling_governor", "performance\n"), ("cpu.max", "max 100000\n"))), Verdict.Ok, "performance"),
        ("processors: all taken", new ProcessorsCheck(4, 4, Files()), Verdict.Warning, "nothing is left"),
        ("processors: too few", new ProcessorsCheck(5, 4, Files()), Verdict.Problem, "5 shards on 4"),
        ("processors: cut off", new ProcessorsCheck(1, 4, Files(("cpu.max", "150000 100000\n"))), Verdict.Warning, "1.5 processors' time in each 100 ms"),
        ("processors: asleep", new ProcessorsCheck(1, 4, Files(("scaling_governor", "powersave\n"))), Verdict.Warning, "performance"),
        ("real-time: permitted", new RealTimeCheck(true, () => true, Files(("sched_rt_runtime_us", "950000\n"))), Verdict.Ok, "permitted"),
        ("real-time: not wanted", new RealTimeCheck(false, () => throw new InvalidOperationException(), Files()), Verdict.Ok, "not asked for"),
        ("real-time: not permitted", new RealTimeCheck(true, () => false, Files()), Verdict.Warning, "CAP_SYS_NICE"),
        ("real-time: without a net", new RealTimeCheck(true, () => true, Files(("sched_rt_runtime_us", "-1\n"))), Verdict.Warning, "950000"),
        ("clock-source: in the processor", new ClockSourceCheck(Files(("current_clocksource", "tsc\n"))), Verdict.Ok, "tsc"),
        ("clock-source: unknown", new ClockSourceCheck(Files()), Verdict.Ok, "not told"),
        ("clock-source: slow, a better one is there", new ClockSourceCheck(Files(("current_clocksource", "hpet\n"), ("available_clocksource", "kvm-clock tsc hpet\n"))), Verdict.Warning, "echo tsc >"),
        ("clock-source: slow", new ClockSourceCheck(Files(("current_clocksource", "acpi_pm\n"))), Verdict.Warning, "instance type"),
        ("clock-resolution: fine", new ClockResolutionCheck(Clock(40)), Verdict.Ok, "40 ns"),
        ("clock-resolution: coarse", new ClockResolutionCheck(Clock(100_000)), Verdict.Warning, "100 µs"),
        ("clock-resolution: useless", new ClockResolutionCheck(Clock(15_600_000)), Verdict.Problem, "15600 µs"),
        ("clock-resolution: stands still", new ClockResolutionCheck(() => 7), Verdict.Problem, "did not move"),
        ("clock-resolution: goes back", new ClockResolutionCheck(Clock(-5)), Verdict.Problem, "went back by 5 ns"),
        ("clock-steps: none", new ClockStepsCheck(Clock(20_000), () => { }), Verdict.Ok, "none"),
        ("clock-steps: one", new ClockStepsCheck(Clock(-250_000_000), () => { }), Verdict.Warning, "-250 ms"),
        ("time-service: there", new TimeServiceCheck(() => true), Verdict.Ok, "synchronised"),
        ("time-service: unknown", new TimeServiceCheck(() => null), Verdict.Ok, "not told"),
        ("time-service: missing", new TimeServiceCheck(() => false), Verdict.Warning, "chronyd"),
        ("udp-buffers: as asked", new UdpBuffersCheck(() => (2 * Wanted, 2 * Wanted)), Verdict.Ok, "16384 KiB"),
        ("udp-buffers: small", new UdpBuffersCheck(() => (425_984, 2 * Wanted)), Verdict.Warning, "net.core.rmem_max=8388608"),
        ("ipv6: works", new IPv6Check("::", () => IPv6State.WithIPv4), Verdict.Ok, "IPv6 and IPv4"),
        ("ipv6: alone", new IPv6Check("::", () => IPv6State.Alone), Verdict.Warning, "bindv6only"),
        ("ipv6: missing", new IPv6Check("::", () => IPv6State.Missing), Verdict.Warning, "falls back"),
        ("ipv6: not asked for", new IPv6Check("10.0.0.1", () => IPv6State.WithIPv4), Verdict.Warning, "--bind ::"),
        ("ports: free", new PortsCheck(["UDP [::]:7777"], _ => null), Verdict.Ok, "UDP [::]:7777"),
        ("ports: any", new PortsCheck([], _ => throw new InvalidOperationException()), Verdict.Ok, "any"),
        ("ports: one taken", new PortsCheck(["UDP [::]:7777", "TCP 127.0.0.1:8080"], port => port.StartsWith("TCP", StringComparison.Ordinal) ? "the port is taken" : null), Verdict.Problem, "TCP 127.0.0.1:8080: the port is taken"),
        ("file-limit: enough", new FileLimitCheck(4, Files(("limits", string.Format(null, Limits, "65536")))), Verdict.Ok, "65536"),
        ("file-limit: none", new FileLimitCheck(4, Files(("limits", string.Format(null, Limits, "unlimited")))), Verdict.Ok, "unlimited"),
        ("file-limit: unknown", new FileLimitCheck(4, Files()), Verdict.Ok, "not told"),
        ("file-limit: tight", new FileLimitCheck(32, Files(("limits", string.Format(null, Limits, "1024")))), Verdict.Warning, "LimitNOFILE"),
        ("file-limit: too few", new FileLimitCheck(64, Files(("limits", string.Format(null, Limits, "1024")))), Verdict.Problem, "1280 are needed"),
        ("huge-pages: on demand", new HugePagesCheck(new Version(6, 1), Files(("enabled", "always [madvise] never\n"))), Verdict.Ok, "[madvise]"),
        ("huge-pages: later", new HugePagesCheck(new Version(5, 15), Files(("enabled", "always [madvise] never\n"))), Verdict.Warning, "6.1"),
        ("huge-pages: off", new HugePagesCheck(new Version(6, 1), Files(("enabled", "always madvise [never]\n"))), Verdict.Warning, "echo madvise"),
        ("huge-pages: none", new HugePagesCheck(new Version(6, 1), Files()), Verdict.Warning, "none"),
        ("garbage-collector: ours", new GarbageCollectorCheck(false, false), Verdict.Ok, "workstation"),
        ("garbage-collector: a server's", new GarbageCollectorCheck(true, false), Verdict.Warning, "DOTNET_gcServer"),
        ("garbage-collector: concurrent", new GarbageCollectorCheck(false, true), Verdict.Warning, "DOTNET_gcConcurrent"),
        ("secrets: good", Secrets([("key", "a3f8e2c19b77d04e", "GAMESERVER_KEY")]), Verdict.Ok, "none"),
        ("secrets: the default", Secrets([]), Verdict.Warning, "everybody knows"),
        ("secrets: empty", Secrets([("key", "", "GAMESERVER_KEY")]), Verdict.Warning, "any client"),
        ("secrets: short", Secrets([("key", "a3f8", "GAMESERVER_KEY")]), Verdict.Warning, "4 letters"),
        ("secrets: in sight", Secrets([("key", "a3f8e2c19b77d04e", "--key")]), Verdict.Warning, "command line"),
        ("secrets: in a file that others read", Secrets([("key", "a3f8e2c19b77d04e", "appsettings.json:3")], "appsettings.json"), Verdict.Problem, "chmod 600 appsettings.json"),
        ("secrets: the node's is read by others", Secrets([("key", "a3f8e2c19b77d04e", "appsettings.json:3")], "data/node.secret"), Verdict.Problem, "chmod 600 data/node.secret"),
        ("secrets: tokens that others read", Secrets([("key", "a3f8e2c19b77d04e", "GAMESERVER_KEY"), ("admin-token-file", "tokens", "--admin-token-file")], "tokens"), Verdict.Problem, "chmod 600 tokens"),
        ("disk-space: plenty", new DiskSpaceCheck("data", () => 80L << 30), Verdict.Ok, "80 GiB"),
        ("disk-space: unknown", new DiskSpaceCheck("data", () => null), Verdict.Ok, "not told"),
        ("disk-space: little", new DiskSpaceCheck("data", () => 2L << 30), Verdict.Warning, "2048 MiB"),
        ("disk-space: none", new DiskSpaceCheck("data", () => 9L << 20), Verdict.Problem, "9 MiB"),
        ("disk-flush: fast", new DiskFlushCheck("data", () => [0.4, 0.5, 9]), Verdict.Ok, "0.50 ms, at most 9.0 ms of 3"),
        ("disk-flush: slow", new DiskFlushCheck("data", () => [4, 5, 190]), Verdict.Warning, "SSD"),
        ("disk-flush: hangs", new DiskFlushCheck("data", () => [4, 5, 4_000]), Verdict.Problem, "4000.0 ms"),
        ("disk-flush: forbidden", new DiskFlushCheck("data", () => throw new UnauthorizedAccessException("no")), Verdict.Problem, "data cannot be written: no"),
    ];

    // A file of the system by its last name.
    private static Func<string, string?> Files(params (string Name, string Text)[] files) => path => files.FirstOrDefault(file => path.EndsWith('/' + file.Name, StringComparison.Ordinal)).Text;

    private static Func<long> Clock(long stepNs)
    {
        long now = 1_000_000_000;
        return () => now += stepNs;
    }

    private static SecretsCheck Secrets((string Name, string Text, string Origin)[] said, params string[] readByOthers) => new(
        [.. OptionTable.All.Select(option => said.FirstOrDefault(secret => secret.Name == option.Name) is { Name: not null } found
            ? new OptionSetting(option, found.Text, found.Origin)
            : new OptionSetting(option, option.DefaultText, OptionSetting.Default))],
        readByOthers.Contains,
        "data/node.secret");

    private static OptionText Flag(string name, string text)
    {
        OptionDefinition option = OptionTable.All.Single(option => option.Name == name);
        return new OptionText(option, text, option.Flag);
    }
}
