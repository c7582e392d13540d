using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;
using GameServer.Simulation;

namespace GameServer.LoadTest.Budget;

/// <summary>A finished sweep: <c>latency-budget.json</c>, and what the tables and the page are made of. Nothing in it differs between two runs of one seed.</summary>
internal sealed record BudgetReport
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required string Game { get; init; }

    public required ulong Seed { get; init; }

    public required double Seconds { get; init; }

    public required int Players { get; init; }

    public required int RateHz { get; init; }

    public required double JitterMs { get; init; }

    public required LatencyBudget Budget { get; init; }

    public required double[] RttsMs { get; init; }

    public required double[] LossesPercent { get; init; }

    public required IReadOnlyList<LimitLine> Limits { get; init; }

    /// <summary>Row by row: all losses of the first round trip, then of the next.</summary>
    public required IReadOnlyList<CellFigures> Cells { get; init; }

    public static BudgetReport Of(BudgetOptions options, LatencyBudget budget, IReadOnlyList<CellFigures> cells) => new()
    {
        Game = options.Game,
        Seed = options.Seed,
        Seconds = options.Seconds,
        Players = options.Players,
        RateHz = options.RateHz,
        JitterMs = options.JitterMs,
        Budget = budget,
        RttsMs = options.RttsMs,
        LossesPercent = options.LossesPercent,
        Limits = LimitLine.Of(budget, options.RttsMs, options.LossesPercent, cells),
        Cells = cells,
    };

    public CellFigures Cell(int row, int column) => Cells[(row * LossesPercent.Length) + column];

    public string ToJson() => JsonSerializer.Serialize(this, s_json);
}
