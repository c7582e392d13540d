using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Text;
using GameServer.Bench.Traces;

namespace GameServer.Bench.Codec;

/// <summary>Bytes and time per frame of the coders on a state trace, every frame decoded and compared.</summary>
internal static class CodecCommand
{
    public static Command Create()
    {
        Option<string> path = new("--trace") { Description = "A file written by trace, or by anyone else in its format", Required = true };
        Option<string> coder = new("--coder") { Description = "packed, adaptive, codebook, dense or all", DefaultValueFactory = _ => "all" };
        coder.AcceptOnlyFromAmong("packed", "adaptive", "codebook", "dense", "all");
        Option<int> baseline = new("--baseline") { Description = "Frames back to the state that a frame is coded against", DefaultValueFactory = _ => 6 };
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("codec", "Encodes a state trace, decodes it, verifies that both are equal; bytes and time per frame") { path, coder, baseline, json };
        command.SetAction(parsed => Run(parsed.GetValue(path)!, parsed.GetValue(coder)!, parsed.GetValue(baseline), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string path, string coder, int baselineAge, bool json)
    {
        if (baselineAge is < 1 or > FrameStore.BaselineAgeMax) return Report.Fail($"--baseline must be 1 to {FrameStore.BaselineAgeMax}");
        try
        {
            Trace trace = Trace.Load(path);
            if (trace.FrameCount <= baselineAge) return Report.Fail($"{path}: {trace.FrameCount} frames are too few for a baseline {baselineAge} frames old");
            IReadOnlyList<CoderKind> kinds = coder == "all" ? Enum.GetValues<CoderKind>() : [Enum.Parse<CoderKind>(coder, ignoreCase: true)];
            CodecResult result = CodecMeasurement.Run(trace, path, baselineAge, kinds);
            Report.Print(json, result, Describe(result));
            return 0;
        }
        catch (Exception e) when (e is TraceException or IOException or UnauthorizedAccessException)
        {
            return Report.Fail($"{path}: {e.Message}");
        }
        catch (CodecException e)
        {
            Report.Fail(e.Message);
            return 1;
        }
    }

    private static string Describe(CodecResult result)
    {
        StringBuilder text = new();
        text.AppendLine($"codec: {result.Trace}, {result.Frames} frames of {result.Entities} entities against the state {result.BaselineAge} frames before, {result.EntitiesChangedPerFrame:0.0} changed per frame; all verified");
        text.AppendLine("  coder      B/frame  median |    ids   flags  values   books | encode µs med    p99 | decode µs med    p99 | to adaptive  to packed");
        foreach (CoderResult one in result.Coders)
        {
            text.AppendLine(
                $"  {one.Coder,-9} {one.BytesPerFrame,8:0.0} {one.MedianBytes,7:0} | {one.IdBytes,6:0.0} {one.FlagBytes,7:0.0} {one.ValueBytes,7:0.0} {one.CodebookBytes,7:0.0} | " +
                $"{one.EncodeMedianUs,13:0.0} {one.EncodeP99Us,6:0.0} | {one.DecodeMedianUs,13:0.0} {one.DecodeP99Us,6:0.0} | {one.ToAdaptive,11:0.000} {one.ToPacked,10:0.000}");
        }

        return text.ToString().TrimEnd();
    }
}
