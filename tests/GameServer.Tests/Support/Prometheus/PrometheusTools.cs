using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace GameServer.Tests.Support;

/// <summary>Prometheus and promtool as the system has them (Debian: apt-get install prometheus).</summary>
internal static class PrometheusTools
{
    /// <summary>Why they cannot be used here; null when they can. PROMETHEUS_REQUIRED=1 turns the reason into a failure.</summary>
    public static string? MissingReason
    {
        get
        {
            if (Environment.GetEnvironmentVariable("PROMETHEUS_REQUIRED") == "1" || (Find("promtool") is not null && Find("prometheus") is not null)) return null;
            return "no promtool or no prometheus in the PATH: install Debian's package 'prometheus'";
        }
    }

    /// <summary>A program's path.</summary>
    public static string Path(string program) => Find(program) ?? throw new InvalidOperationException($"PROMETHEUS_REQUIRED is set, and there is no {program} here.");

    /// <summary>Runs promtool to its end.</summary>
    /// <returns>Its exit code, and all it said.</returns>
    public static async Task<(int ExitCode, string Said)> Promtool(string input, params string[] arguments)
    {
        ProcessStartInfo start = new(Path("promtool"), arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Select(folder => System.IO.Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
