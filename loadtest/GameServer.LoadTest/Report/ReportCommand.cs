using System;
using System.CommandLine;
using System.IO;
using System.Text.Json;
using GameServer.LoadTest.Run;

namespace GameServer.LoadTest.Report;

/// <summary>The command line of <c>loadtest report</c>.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "Of a run's --report" };
        Command command = new("report", "Draws report.html and junit.xml anew from a folder's report.json.\nExit code: 0; 2 wrong usage.") { folder };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(folder)!;
            try
            {
                Console.WriteLine($"written to {ReportFiles.Draw(path, ReportFiles.Read(path))}");
                return (int)ExitCode.Pass;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
            {
                Console.Error.WriteLine($"loadtest: {path}: {failure.Message}");
                return (int)ExitCode.Unusable;
            }
        });
        return command;
    }
}
