using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GameServer.LoadTest.Budget;

/// <summary>What a person chooses about <c>loadtest latency-budget</c>, as given.</summary>
internal sealed record BudgetOptions
{
    private const int StepsMax = 16;   // of either axis: what a page on a phone can show

    /// <summary>Name of the game, and after a colon of its mode.</summary>
    public string Game { get; init; } = "arena";

    /// <summary>Folder of the page and the figures.</summary>
    public string Folder { get; init; } = "artifacts";

    /// <summary>Virtual seconds measured per cell; a few to start and to settle come on top.</summary>
    public double Seconds { get; init; } = 240;

    public ulong Seed { get; init; } = 1;

    /// <summary>Round trips in milliseconds, rising, with commas between.</summary>
    public string Rtt { get; init; } = "0,50,100,150,200,250,300";

    /// <summary>Losses each way in percent, rising, with commas between.</summary>
    public string Loss { get; init; } = "0,1,2,5,10,15,20";

    /// <summary>Each way, uniform, in milliseconds.</summary>
    public double JitterMs { get; init; }

    public int Players { get; init; } = 6;

    public int RateHz { get; init; } = 30;

    /// <summary>Cells at once.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>The figures go to stdout instead of the tables.</summary>
    public bool Json { get; init; }

    public double[] RttsMs => TryParseSteps(Rtt, 1000, out double[] steps) ? steps : throw new FormatException(Rtt);

    public double[] LossesPercent => TryParseSteps(Loss, 90, out double[] steps) ? steps : throw new FormatException(Loss);

    /// <summary>Reads rising numbers with commas between.</summary>
    public static bool TryParseSteps(string text, double max, out double[] steps)
    {
        string[] parts = text.Split(',');
        steps = new double[parts.Length];
        if (parts.Length > StepsMax) return false;
        for (int i = 0; i < parts.Length; i++)
        {
            bool read = double.TryParse(parts[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out steps[i]);
            if (!read || !(steps[i] <= max) || (i > 0 && steps[i] <= steps[i - 1])) return false;   // NaN is not at most anything
        }

        return true;
    }

    /// <summary>Every problem at once; empty when the sweep can start.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (!BudgetGames.Names.Contains(Game)) problems.Add($"--game {Game}: there are pilots for {string.Join(" and ", BudgetGames.Names)} only; a game needs some that play it");
        if (!TryParseSteps(Rtt, 1000, out _)) problems.Add($"--rtt {Rtt} must be up to {StepsMax} rising numbers of milliseconds with commas between, 0 to 1000");
        if (!TryParseSteps(Loss, 90, out _)) problems.Add($"--loss {Loss} must be up to {StepsMax} rising percentages with commas between, 0 to 90");
        if (!(Seconds is >= 1 and <= 3600)) problems.Add("--seconds must be 1 to 3600");
        if (!(JitterMs is >= 0 and <= 500)) problems.Add("--jitter must be 0 to 500");
        if (Players is < 2 or > 16) problems.Add("--players must be 2 to 16");
        if (RateHz is < 10 or > 128) problems.Add("--rate must be 10 to 128");
        if (Jobs is < 1 or > 256) problems.Add("--jobs must be 1 to 256");
        if (string.IsNullOrWhiteSpace(Folder)) problems.Add("--out must name a folder");
        return problems;
    }
}
