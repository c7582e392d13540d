using System;
using System.Collections.Generic;
using System.Globalization;
using GameServer.Simulation;

namespace GameServer.LoadTest.Budget;

/// <summary>One thing measured in every cell: a table, and a map on the page.</summary>
/// <param name="Name">In a heading, and at the start of a sentence.</param>
/// <param name="Unit">Behind a value in a sentence.</param>
/// <param name="Decimals">Shown of a value.</param>
/// <param name="About">What it is, in a sentence.</param>
/// <param name="Of">Its value.</param>
/// <param name="LimitIn">What a game allows; null when it has no say.</param>
internal sealed record Measure(string Name, string Unit, int Decimals, string About, Func<CellFigures, double> Of, Func<LatencyBudget, double?> LimitIn)
{
    private static readonly Func<LatencyBudget, double?> s_unlimited = _ => null;

    /// <summary>Those a budget can limit first.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        new("Mispredictions", "per 100 ticks", 2, "Server states that differed from the predicted ones, per 100 predicted ticks.", cell => cell.MispredictionsPer100Ticks, budget => budget.MispredictionsPer100Ticks),
        new("Correction p95", "units", 2, "How far 95 of 100 corrections of place moved the player's own ship or shot at most; respawns are none.", cell => cell.CorrectionUnitsP95, budget => budget.CorrectionUnits),
        new("Input age p95", "ms", 0, "From sampling an input to the frame with the server's own result of its tick, for 95 of 100 inputs. Predicted, the player sees it in the next frame.", cell => cell.InputAgeMsP95, budget => budget.InputAgeMs),
        new("Picture age p95", "ms", 0, "How much older than the tick the player acts in the picture of the others is, in 95 of 100 frames.", cell => cell.PictureAgeMsP95, budget => budget.PictureAgeMs),
        new("Mispredictions after missed inputs", "per 100 ticks", 2, "Of the mispredictions, those within a second of a tick for which the server had no input. The others no client could foresee: hits, crates, respawns.", cell => cell.MissedMispredictionsPer100Ticks, s_unlimited),
        new("Missed inputs", "per 100 ticks", 2, "Ticks for which the server had to repeat an older input.", cell => cell.MissedInputsPer100Ticks, s_unlimited),
        new("Correction p50", "units", 2, "The middle one of the corrections.", cell => cell.CorrectionUnitsP50, s_unlimited),
        new("Correction p99", "units", 2, "The worst of a hundred.", cell => cell.CorrectionUnitsP99, s_unlimited),
        new("Interpolation delay", "ms", 0, "What smooth drawing of the others adds to the picture's age, on average.", cell => cell.InterpolationMs, s_unlimited),
        new("Rewinds clamped", "%", 0, "Shots judged less far in the past than the shooter's picture was old, because of the server's cap.", cell => cell.RewindsClampedPercent, s_unlimited),
        new("Frames until an input shows, p99", "frames", 0, "From turning the controls to the first frame with the own ship turning; 1 is the very next.", cell => cell.FramesToShowP99, s_unlimited),
    ];

    public string Show(double value) => value.ToString("F" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
