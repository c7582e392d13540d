using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Host.Admin;
using GameServer.Host.Dashboard.History;

namespace GameServer.Host.Dashboard.Health;

/// <summary>What is wrong with a node, from its newest report and its last minute.</summary>
internal static class NodeHealth
{
    private const int Recent = 60;   // seconds

    /// <summary>Of a tick's time: above this the next hitch is a late tick.</summary>
    private const double TickShareMax = 0.7;

    private const double QueueShareMax = 0.5;

    /// <summary>All there is to say, the bad before the odd; empty when all is well.</summary>
    public static IReadOnlyList<Finding> Of(NodeReport report, ReadOnlySpan<NodeSample> samples)
    {
        List<Finding> found = [];
        NodeSample[] recent = samples[^Math.Min(Recent, samples.Length)..].ToArray();
        OfTicks(found, report, recent);
        for (int i = 0; i < report.Shards.Count; i++) OfJournal(found, i, report.Shards[i].Journal);
        OfRecords(found, report.Players);
        long drops = recent.Sum(sample => sample.KernelDrops);
        if (drops > 0) found.Add(new(true, $"The kernel threw away {Figure.Count(drops, "datagram")} in the last minute.", "Raise net.core.rmem_max and start again, or move rooms to another server: a shard did not read in time."));
        return [.. found.OrderByDescending(finding => finding.IsBad)];
    }

    private static void OfTicks(List<Finding> found, NodeReport report, NodeSample[] recent)
    {
        if (recent.Length == 0) return;
        long forgiven = recent.Sum(sample => sample.ForgivenTicks);
        long late = recent.Sum(sample => sample.LateTicks);
        double budgetMs = 1000.0 / report.TickRateHz;
        double p99 = recent[^Math.Min(5, recent.Length)..].Max(sample => sample.TickP99Ms);
        if (forgiven > 0) found.Add(new(true, $"{Figure.Count(forgiven, "tick")} could not be run in the last minute: rooms stood still.", "Fewer rooms or players per shard, or a faster core. What else runs on this machine?"));
        if (late > 0) found.Add(new(late > 10, $"{Figure.Count(late, "tick")} came late in the last minute, at most by {Figure.Milliseconds(recent.Max(sample => sample.LatenessMaxMs))}.", "A few after a start are usual. If it goes on: neighbours on the machine, or --real-time could not be had."));
        if (p99 > budgetMs * TickShareMax) found.Add(new(true, $"Ticks take up to {Figure.Milliseconds(p99)} of {Figure.Milliseconds(budgetMs)}.", "The shard is close to what its core can do: open no more rooms here."));
    }

    private static void OfJournal(List<Finding> found, int shard, JournalReport? journal)
    {
        if (journal is null) return;
        if (journal.Health != "Good") found.Add(new(true, $"Shard {shard} has trouble with its log: {journal.Health}. {journal.FailureText}", "Look at the disk: is it full, slow or gone? Rooms go on, but a crash would cost more."));
        if (journal.GapRooms > 0) found.Add(new(true, $"The log of {Figure.Count(journal.GapRooms, "room")} of shard {shard} lacks ticks.", "A crash now would take them back to their last checkpoint. The next checkpoint mends it once the disk keeps up."));
        double share = journal.WaitingBytes / (double)Math.Max(1, journal.QueueBytesMax);
        if (share > QueueShareMax) found.Add(new(true, $"Shard {shard}'s log waits for the disk: its queue is {Figure.Percent(share)} full.", "When it is full, ticks are no longer logged. A faster disk, or fewer rooms."));
    }

    private static void OfRecords(List<Finding> found, PlayersReport? players)
    {
        if (players is null) return;
        if (players.Health != "Good") found.Add(new(true, $"Players' records cannot be stored: {players.Health}. {players.FailureText}", "What was promised waits and is not lost. Is the database there?"));
        if (players.Unfolded > 0) found.Add(new(false, $"{Figure.Count(players.Unfolded, "record")} could not be made by the game's rules. {players.UnfoldedText}", "The effects wait in the ledger; mend the game's rules for profiles."));
    }
}
