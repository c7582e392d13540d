using System;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Simulation;

namespace GameServer.LoadTest.Simulated;

/// <summary>A shard's disk, which outlives its processes, and the writing end of the present one's journal. The run is its thread.</summary>
internal sealed class SimulatedDisk
{
    private const string Game = "arena";
    private const ulong Build = 0xB111D;

    private readonly JournalIdentity _identity;
    private readonly CheckpointStore _store;
    private readonly SimulatedContent? _content;

    public SimulatedDisk(DiskPlan plan, ulong seed, GameSchema schema, int shard, SimulatedContent? content)
    {
        Plan = plan;
        Storage = new SimulatedStorage(seed);
        _store = new CheckpointStore(Storage);
        _content = content;
        StoreContent();
        Storage.Faults = plan.Faults;
        _identity = new JournalIdentity(Build, schema.Hash, shard);
    }

    public DiskPlan Plan { get; }

    public SimulatedStorage Storage { get; }

    public ShardJournal? Journal { get; private set; }

    public JournalWriter? Writer { get; private set; }

    public CheckpointWriter? Checkpoints { get; private set; }

    /// <summary>Nothing is written before this time.</summary>
    public long AsleepUntilNs { get; set; }

    /// <summary>The disk takes nothing more before this time.</summary>
    public long FullUntilNs { get; private set; }

    /// <summary>The disk broke its word once: from then on it may have lost what it had promised. What it still says must be true all the same.</summary>
    public bool HasBrokenItsWord => Storage.LiesTold + Storage.BitsFlipped > 0;

    /// <summary>Whether the shard keeps anything.</summary>
    public bool Keeps => Plan.Journal.Durability != Durability.None;

    /// <summary>What a former process left.</summary>
    public RecoveryReport Recover(Func<IGame> newGame, ShardOptions options, RecoverMode mode) => new ShardRecovery(Storage, _identity, Game, newGame, options, mode).Run(InOrder);

    /// <summary>The journal of a process that starts; null when nothing is kept.</summary>
    public ShardJournal? Open(RecoveryReport recovered)
    {
        if (!Keeps) return null;
        JournalQueue queue = new(Plan.Journal.QueueBytes, recovered.NextSequence);
        Writer = new JournalWriter(Storage, queue, _identity, Plan.Journal);
        Journal = new ShardJournal(queue, Plan.Journal, Game, recovered.Rooms);
        Checkpoints = new CheckpointWriter(_store, Writer, Journal.Checkpoints, _identity, recovered.Keys);
        return Journal;
    }

    /// <summary>The writing thread's turn.</summary>
    public void Pump(Timestamp now)
    {
        if (FullUntilNs > 0 && now.Nanoseconds >= FullUntilNs) MakeRoom();
        if (now.Nanoseconds < AsleepUntilNs) return;
        Writer?.Drain(now);
        Checkpoints?.Drain(now);
    }

    /// <summary>The process is gone, and with the power whatever the disk had not flushed.</summary>
    public void Die(bool isPowerCut)
    {
        Writer?.Dispose();
        Writer = null;
        Journal = null;
        Checkpoints = null;
        if (isPowerCut) Storage.Crash();
        else Storage.KillProcess();
    }

    public void Fill(long untilNs)
    {
        FullUntilNs = untilNs;
        Storage.Faults = Plan.Faults with { CapacityBytes = Storage.UsedBytes };
    }

    /// <summary>Somebody made room.</summary>
    public void MakeRoom()
    {
        FullUntilNs = 0;
        Storage.Faults = Plan.Faults;
    }

    /// <summary>The disk does what it says, from now on.</summary>
    public void Heal()
    {
        FullUntilNs = 0;
        AsleepUntilNs = 0;
        Storage.Faults = StorageFaults.None;
    }

    /// <summary>An operator gave up what is stored.</summary>
    public void Discard()
    {
        foreach (string name in Storage.List()) Storage.Delete(name);
        Storage.SyncNames();
        StorageFaults faults = Storage.Faults;
        Storage.Faults = StorageFaults.None;
        StoreContent();
        Storage.Faults = faults;
    }

    // Whoever publishes waits until it is durable, and tries again until it is.
    private void StoreContent()
    {
        foreach (ContentDocument document in _content?.Documents ?? []) _store.Contents.Write(document);
    }

    private static void InOrder(int count, Action<int> body)
    {
        for (int i = 0; i < count; i++) body(i);
    }
}
