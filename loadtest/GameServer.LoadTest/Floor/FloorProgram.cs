using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Floor;

/// <summary>Runs the bench's <c>floor</c> as a process of its own, before and after the load: on a shared machine only figures of the same minutes can be compared.</summary>
internal sealed class FloorProgram(string assembly, Action<string> say)
{
    private const int Seconds = 5;
    private const int UpBytes = 40;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>Null, and one line to <paramref name="say"/>, when the bench cannot be had.</summary>
    public static FloorProgram? TryFind(Action<string> say)
    {
        string? assembly = BuiltProgram.Find("bench/GameServer.Bench", "GameServer.Bench.dll", say);
        return assembly is null ? null : new FloorProgram(assembly, say);
    }

    /// <summary>Null, and a line that says why, when it gave no figures.</summary>
    public async Task<FloorRun?> Run(int clients, int rateHz, int downBytes, bool overIPv6)
    {
        string[] arguments =
        [
            assembly, "floor", "--json", "--clients", Text(clients), "--rate", Text(rateHz), "--down", Text(downBytes), "--up", Text(UpBytes), "--seconds", Text(Seconds),
            .. overIPv6 ? ["--ipv6"] : Array.Empty<string>(),
        ];
        say($"floor: {clients} clients, {downBytes} B down, {UpBytes} B up, {Seconds} s …");
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true };
        using Process bench = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        string output = await bench.StandardOutput.ReadToEndAsync();
        await bench.WaitForExitAsync();
        try
        {
            return JsonSerializer.Deserialize<FloorRun>(output, s_json) ?? throw new InvalidDataException("nothing");
        }
        catch (Exception failure) when (failure is JsonException or InvalidDataException)
        {
            say($"floor: no figures, exit code {bench.ExitCode}");
            return null;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
