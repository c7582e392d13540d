using System;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Simulated.Checks;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.LoadTest.Simulated;

/// <summary>One person at one machine: joins, is thrown out by the network, comes back as a new client each time.</summary>
internal sealed class SimulatedPlayer : IBotWitness
{
    private readonly SimulatedRun _run;

    public SimulatedPlayer(SimulatedRun run, int index, PlayerPlan plan, Timestamp now)
    {
        _run = run;
        Index = index;
        Plan = plan;
        Clock = new PlayerClock(now, plan.DriftPpm);
        NextJoinNs = now.Nanoseconds + (long)(plan.JoinAtSeconds * Timestamp.NanosecondsPerSecond);
        Up = plan.Up;
        Down = plan.Down;
    }

    public int Index { get; }

    public PlayerPlan Plan { get; }

    public PlayerClock Clock { get; }

    /// <summary>How often this person has started the game.</summary>
    public int Starts { get; set; }

    public Bot? Bot { get; set; }

    public GameClient? Client => Bot?.Client;

    public IDatagramSocket? Socket { get; set; }

    public InputLedger Ledger { get; set; } = new();

    /// <summary>What its client bought.</summary>
    public PurchaseLedger Purchases { get; set; } = new(0);

    /// <summary>The seat as its client knows it.</summary>
    public SeatStory Seat { get; set; } = new();

    /// <summary>The name it plays under now.</summary>
    public string Name => $"player {Index}.{Starts}";

    public long NextPollNs { get; set; }

    public long NextJoinNs { get; set; }

    /// <summary>When this player's path, address or clock was last disturbed, or will be mended: what happens soon after has an excuse.</summary>
    public long DisturbedUntilNs { get; set; }

    /// <summary>An operator did something before that may end what this player's client has: until then it is excused.</summary>
    public long OperatedUntilNs { get; set; }

    /// <summary>Set while the player waits to see whether the connection survives a change of address.</summary>
    public long MovedAtNs { get; set; }

    public LinkConditions Up { get; set; }

    public LinkConditions Down { get; set; }

    /// <summary>When a temporary change of the path ends.</summary>
    public long LinkRestoredNs { get; set; } = long.MaxValue;

    /// <summary>What this player sees must be right: nothing on the way alters it.</summary>
    public bool IsTrusted { get; set; }

    public SimulatedRoom? Room => Client is { State: ClientState.Playing } client ? _run.RoomOf(client.Room) : null;

    public override string ToString()
    {
        if (Client is not { } client) return $"player {Index} (between two starts)";
        ref readonly ClientStatistics counts = ref client.Statistics;
        string packets = $"{counts.SnapshotsApplied} packets applied, {counts.SnapshotsLost} lost, {counts.SnapshotsStale} stale, {counts.BaselinesMissing} without baseline, {counts.Malformed} malformed, {counts.HashMismatches} mismatches";
        return $"player {Index} ({client.State}, seat {client.Player} in room {client.Room}, {client.TickRateHz} Hz, rtt {client.RttMs} ms, {packets}{(Plan.Corrupts ? ", altered datagrams" : "")})";
    }

    void IBotWitness.InputSampled(Tick tick, ReadOnlySpan<int> fields) => Ledger.Add(tick, fields);

    void IBotWitness.CommandAnswered(GameClient client, in CommandAnswer answer)
    {
        Purchases.Take(client, answer);
        _run.Tally.Add($"commands answered: {(answer.Fate == CommandFate.Lost ? "lost with their session" : answer.Result == CommandResult.Done ? "bought" : "refused by the shop")}");
    }

    void IBotWitness.SnapshotApplied(GameClient client, in SnapshotArrival arrival)
    {
        if (!IsTrusted) return;
        foreach (RunCheck check in _run.Checks) check.Applied(_run, this, arrival);
    }
}
