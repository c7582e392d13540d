using System;
using System.CommandLine;
using System.Globalization;

namespace GameServer.LoadTest.Scenes;

/// <summary>The command line of <c>loadtest lag-compensation</c>: the table in <c>docs/CLIENT.md</c>.</summary>
internal static class LagCommand
{
    private static readonly int[] RttsMs = [20, 50, 100, 150, 200, 250, 400];

    public static Command Create()
    {
        Option<double> seconds = new("--seconds") { Description = "Virtual seconds per line", DefaultValueFactory = _ => 120 };
        Option<int> rate = new("--rate") { Description = "Ticks per second", DefaultValueFactory = _ => 30 };
        Option<ulong> seed = new("--seed") { Description = "Where its randomness starts", DefaultValueFactory = _ => 1UL };
        Command command = new("lag-compensation", "Shots at a moving ship on virtual time, judged by the server and by what the shooter's screen showed, as drawn and as it was at most the rewind cap before.")
        {
            seconds, rate, seed,
        };
        command.SetAction(parsed => Print(Console.Out, parsed.GetValue(seconds), parsed.GetValue(rate), parsed.GetValue(seed)));
        return command;
    }

    internal static int Print(System.IO.TextWriter output, double seconds, int rateHz, ulong seed)
    {
        output.WriteLine("| RTT ms | shots | picture's age ms | over the cap | rewound ms (median / most) | hits on the screen | on the server | agreed with the oracle | largest difference, ticks | with the screen | with the screen, cap 500 ms | with the screen, no rewinding |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (int rtt in RttsMs)
        {
            SceneOptions options = new() { Seed = seed, RttMs = rtt, TickRateHz = rateHz };
            LagDuelResult with = new LagDuel(options, null).Run(seconds);
            LagDuelResult more = new LagDuel(options with { RewindCapMs = 500 }, null).Run(seconds);
            LagDuelResult without = new LagDuel(options with { RewindCapMs = 0 }, null).Run(seconds);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {rtt} | {with.Shots} | {with.ClaimedMs:0} | {Share(with, with.Over)} | {with.GrantedMs:0} / {with.GrantedMaxMs:0} | {with.SeenHits} | {with.JudgedHits} | {Share(with, with.Agreed)} | {with.LargestDifferenceTicks} | {Share(with, with.AgreedWithScreen)} | {Share(more, more.AgreedWithScreen)} | {Share(without, without.AgreedWithScreen)} |"));
        }

        return 0;
    }

    private static string Share(LagDuelResult result, int shots) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * shots / Math.Max(1, result.Shots):0.#} %");
}
