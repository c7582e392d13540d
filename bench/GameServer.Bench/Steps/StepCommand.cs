using System;
using System.CommandLine;
using GameServer.Persistence;
using GameServer.Replication;

namespace GameServer.Bench.Steps;

/// <summary>
/// What <c>Shard.Step</c> costs without the kernel: a whole shard with real clients on a network in memory, on virtual time. The clients' own work is not counted.
/// </summary>
internal static class StepCommand
{
    public static Command Create()
    {
        Option<int> players = new("--players") { Description = "Players in one room", DefaultValueFactory = _ => 1000 };
        Option<int> visible = new("--visible") { Description = "Entities each player sees, about: sets how crowded the field is", DefaultValueFactory = _ => 20 };
        Option<bool> crush = new("--crush") { Description = "Everyone in one place, all in view of all" };
        Option<bool> noSplice = new("--no-splice") { Description = "F8: encode every entity anew for every client" };
        Option<int> ticks = new("--ticks") { Description = "Ticks to measure", DefaultValueFactory = _ => 300 };
        Option<int> rate = new("--rate") { Description = "Ticks per second", DefaultValueFactory = _ => 30 };
        Option<int> bytes = new("--bytes-per-second") { Description = "Snapshot payload per client and second", DefaultValueFactory = _ => 32_000 };
        Option<SnapshotCoder> coder = new("--coder") { Description = "Coder of all clients' snapshots", DefaultValueFactory = _ => SnapshotCoder.Codebook };
        Option<string> journal = new("--journal") { Description = "Keep the room's log and checkpoints in a temporary folder; with --pairs, against keeping nothing", DefaultValueFactory = _ => "none" };
        journal.AcceptOnlyFromAmong("none", "async", "sync");
        Option<int> pairs = new("--pairs") { Description = "Measure with and without splicing (or, given --journal, the journal) in turn, this many times, and report the ratio" };
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("step", "Cost of a shard's step by stage, bytes per client and tick, allocations; no sockets")
        {
            players, visible, crush, noSplice, ticks, rate, bytes, coder, journal, pairs, json,
        };
        command.SetAction(parsed =>
        {
            StepOptions options = new(
                parsed.GetValue(players), parsed.GetValue(visible), parsed.GetValue(crush), !parsed.GetValue(noSplice), parsed.GetValue(ticks), parsed.GetValue(rate),
                parsed.GetValue(bytes), parsed.GetValue(coder), Enum.Parse<Durability>(parsed.GetValue(journal)!, ignoreCase: true));
            if (options.Problem() is { } problem) return Report.Fail(problem);
            if (parsed.GetValue(pairs) > 0 && options.Journal != Durability.None)
            {
                JournalComparison journaled = JournalComparison.Run(options, parsed.GetValue(pairs));
                Report.Print(parsed.GetValue(json), journaled, journaled.Describe());
                return 0;
            }

            if (parsed.GetValue(pairs) > 0)
            {
                StepComparison comparison = StepComparison.Run(options, parsed.GetValue(pairs));
                Report.Print(parsed.GetValue(json), comparison, comparison.Describe());
                return 0;
            }

            StepResult result = StepMeasurement.Run(options);
            Report.Print(parsed.GetValue(json), result, result.Describe());
            return 0;
        });
        return command;
    }
}
