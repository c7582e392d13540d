using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace GameServer.Bench.Micro;

/// <summary>Micro-benchmarks, in this process and short: a figure to compare with yesterday's in a minute or two, not one to publish.</summary>
internal static class MicroCommand
{
    private static readonly Type[] s_suites = [typeof(BitStreamBenchmarks), typeof(CodebookBenchmarks), typeof(CodecBenchmarks), typeof(DeltaBenchmarks)];

    public static Command Create()
    {
        Option<string> filter = new("--filter") { Description = "Only benchmarks whose name contains this", DefaultValueFactory = _ => "" };
        Option<bool> verbose = new("--verbose") { Description = "Show BenchmarkDotNet's own log" };
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("micro", "Micro-benchmarks of the hot leaves (BenchmarkDotNet, in-process, short)") { filter, verbose, json };
        command.SetAction(parsed => Run(parsed.GetValue(filter) ?? "", parsed.GetValue(verbose), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string filter, bool verbose, bool json)
    {
        List<Measurement> measurements = [];
        foreach (Type suite in s_suites)
        {
            Summary summary = BenchmarkRunner.Run(suite, Configure(filter, verbose && !json));
            if (summary.HasCriticalValidationErrors) return Report.Fail($"{suite.Name}: {summary.ValidationErrors.First().Message}");
            measurements.AddRange(summary.Reports.Where(report => report.ResultStatistics is not null).Select(Measurement.From));
        }

        if (measurements.Count == 0) return Report.Fail($"no benchmark's name contains '{filter}'");
        Report.Print(json, new Result("micro", measurements, Machine.Current), Describe(measurements));
        return 0;
    }

    private static IConfig Configure(string filter, bool verbose) => ManualConfig.CreateEmpty()
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddLogger(verbose ? ConsoleLogger.Default : NullLogger.Instance)
        .AddFilter(new SimpleFilter(benchmark => benchmark.Descriptor.WorkloadMethod.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        .WithOptions(ConfigOptions.DisableLogFile)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "gameserver-bench"));

    private static string Describe(List<Measurement> measurements)
    {
        StringBuilder text = new();
        foreach (Measurement m in measurements) text.AppendLine($"{m.Suite}.{m.Name,-44} {m.MeanNs,9:F2} ns ± {m.StandardErrorNs:F2}   {m.AllocatedBytes} B");
        return text.ToString().TrimEnd();
    }

    private sealed record Measurement(string Suite, string Name, double MeanNs, double StandardErrorNs, double MedianNs, long AllocatedBytes)
    {
        public static Measurement From(BenchmarkReport report) => new(
            report.BenchmarkCase.Descriptor.Type.Name,
            report.BenchmarkCase.Descriptor.WorkloadMethod.Name,
            report.ResultStatistics!.Mean,
            report.ResultStatistics.StandardError,
            report.ResultStatistics.Median,
            report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
    }

    private sealed record Result(string Command, IReadOnlyList<Measurement> Benchmarks, Machine Machine);
}
