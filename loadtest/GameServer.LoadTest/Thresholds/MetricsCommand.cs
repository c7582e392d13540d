using System;
using System.CommandLine;

namespace GameServer.LoadTest.Thresholds;

/// <summary>The command line of <c>loadtest metrics</c>.</summary>
internal static class MetricsCommand
{
    public static Command Create()
    {
        Command command = new("metrics", "Lists what thresholds can promise, with the units they are written in.");
        command.SetAction(_ =>
        {
            foreach (string name in MetricTable.Names) Console.WriteLine($"{name,-28} {MetricTable.UnitOf(name)!.Names}");
        });
        return command;
    }
}
