using System;
using GameServer.Client;
using GameServer.Core;

namespace GameServer.LoadTest.Budget;

/// <summary>What the watches of one cell counted. Histograms hold whole numbers, so times are in units of 1/16 ms and distances in 1/1024 unit.</summary>
internal sealed class CellTally
{
    public const int PerMs = 16;
    public const long NsPerUnit = Timestamp.NanosecondsPerMillisecond / PerMs;

    private const int PerGameUnit = 1024;

    public long PredictedTicks { get; set; }

    public long ServerTicks { get; set; }

    public long MissedInputs { get; set; }

    public long Frames { get; set; }

    /// <summary>Sum over frames.</summary>
    public double InterpolationMs { get; set; }

    public LatencyHistogram InputAges { get; } = new();

    public LatencyHistogram PictureAges { get; } = new();

    public LatencyHistogram TurnFrames { get; } = new();

    private LatencyHistogram Corrections { get; } = new();

    private long Mispredictions { get; set; }

    private long MissedMispredictions { get; set; }

    /// <summary>Takes in a misprediction.</summary>
    /// <param name="wrong">What it was.</param>
    /// <param name="afterMiss">The server had lacked an input shortly before.</param>
    /// <param name="flies">The player's ship was flying until now: a dead one is put elsewhere, which is no correction.</param>
    public void Count(in Misprediction wrong, bool afterMiss, bool flies)
    {
        Mispredictions++;
        if (afterMiss) MissedMispredictions++;
        if (flies && wrong.Units > 0 && !wrong.IsTeleport) Corrections.Record((long)Math.Round(wrong.Units * PerGameUnit));
    }

    public CellFigures ToFigures(double rttMs, double lossPercent, long rewinds, long clamped) => new()
    {
        RttMs = rttMs,
        LossPercent = lossPercent,
        PredictedTicks = PredictedTicks,
        Mispredictions = Mispredictions,
        MispredictionsPer100Ticks = Per100(Mispredictions, PredictedTicks),
        MissedMispredictionsPer100Ticks = Per100(MissedMispredictions, PredictedTicks),
        MissedInputsPer100Ticks = Per100(MissedInputs, ServerTicks),
        Corrections = Corrections.Count,
        CorrectionUnitsP50 = Round((double)Corrections.Quantile(0.5) / PerGameUnit),
        CorrectionUnitsP95 = Round((double)Corrections.Quantile(0.95) / PerGameUnit),
        CorrectionUnitsP99 = Round((double)Corrections.Quantile(0.99) / PerGameUnit),
        InputAgeMsP50 = Round((double)InputAges.Quantile(0.5) / PerMs),
        InputAgeMsP95 = Round((double)InputAges.Quantile(0.95) / PerMs),
        FramesToShowP99 = TurnFrames.Quantile(0.99),
        PictureAgeMsP95 = Round((double)PictureAges.Quantile(0.95) / PerMs),
        InterpolationMs = Round(InterpolationMs / Math.Max(1, Frames)),
        Rewinds = rewinds,
        RewindsClampedPercent = Per100(clamped, rewinds),
    };

    private static double Per100(long part, long whole) => Round(100.0 * part / Math.Max(1, whole));

    // What is finer than this is chance.
    private static double Round(double value) => Math.Round(value, 3);
}
