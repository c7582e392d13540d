using System;
using System.CommandLine;
using System.IO;

namespace GameServer.Bench.Traces;

/// <summary>Writes a state trace: what the coders of <c>codec</c> are measured on.</summary>
internal static class TraceCommand
{
    private const int FramesMax = 100_000;

    public static Command Create()
    {
        Argument<string> scene = new("scene") { Description = "cubes, arena or flock" };
        scene.AcceptOnlyFromAmong("cubes", "arena", "flock");
        Option<int> frames = new("--frames") { Description = "Frames to write", DefaultValueFactory = _ => 1800 };
        Option<ulong> seed = new("--seed") { Description = "Everything in the scene follows from it", DefaultValueFactory = _ => 1 };
        Option<string> output = new("--out") { Description = "File to write", Required = true };
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("trace", "Writes the state of a moving scene, frame by frame, for codec") { scene, frames, seed, output, json };
        command.SetAction(parsed => Run(parsed.GetValue(scene)!, parsed.GetValue(frames), parsed.GetValue(seed), parsed.GetValue(output)!, parsed.GetValue(json)));
        return command;
    }

    private static int Run(string name, int frames, ulong seed, string path, bool json)
    {
        if (frames is < 1 or > FramesMax) return Report.Fail($"--frames must be 1 to {FramesMax}");
        ITraceScene scene = name switch
        {
            "cubes" => new CubesScene(seed),
            "arena" => new ArenaScene(seed),
            _ => new FlockScene(seed),
        };
        try
        {
            TraceWriter.Write(path, scene, frames);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Report.Fail($"cannot write {path}: {e.Message}");
        }

        Result result = new("trace", name, seed, frames, scene.Header.EntityCount, new FileInfo(path).Length);
        Report.Print(json, result, $"trace: {frames} frames of {result.Entities} entities, {result.Bytes:N0} bytes in {path}");
        return 0;
    }

    private sealed record Result(string Command, string Scene, ulong Seed, int Frames, int Entities, long Bytes);
}
