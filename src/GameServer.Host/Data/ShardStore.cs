using System;
using System.IO;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Pacing;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Simulation;

namespace GameServer.Host.Data;

/// <summary>One shard's log and checkpoints: what a former process left, and the disk's end of what this one writes.</summary>
internal sealed class ShardStore : IDisposable
{
    private ShardStore(IJournalStorage storage, JournalIdentity identity, JournalOptions options, HostOptions host, RecoveryReport recovered)
    {
        Recovered = recovered;
        JournalQueue queue = new(options.QueueBytes, recovered.NextSequence);
        Writer = new JournalWriter(storage, queue, identity, options);
        Journal = new ShardJournal(queue, options, host.Game, recovered.Rooms) { Overdue = recovered.Replayed };
        Checkpoints = new CheckpointWriter(new CheckpointStore(storage), Writer, Journal.Checkpoints, identity, recovered.Keys);
        Storage = storage;
    }

    /// <summary>What was found.</summary>
    public RecoveryReport Recovered { get; }

    /// <summary>The shard's folder.</summary>
    public IJournalStorage Storage { get; }

    /// <summary>The shard's end.</summary>
    public ShardJournal Journal { get; }

    public JournalWriter Writer { get; }

    public CheckpointWriter Checkpoints { get; }

    /// <summary>How the disk takes log and checkpoints.</summary>
    public JournalHealth Health => Writer.Health == JournalHealth.Good ? Checkpoints.Health : Writer.Health;

    /// <summary>Why the last write failed; empty while none has.</summary>
    public string FailureText => Writer.FailureText.Length > 0 ? Writer.FailureText : Checkpoints.FailureText;

    /// <summary>Recovers a shard's rooms and makes ready to write on.</summary>
    /// <exception cref="StartException">They cannot be recovered as <c>--recover</c> wants it, or the disk failed.</exception>
    public static ShardStore Open(DataFolder data, int index, HostOptions options, Func<IGame> newGame)
    {
        ShardOptions shard = options.ForShard(index);
        JournalIdentity identity = BuildIdentity.Of(newGame(), index);
        try
        {
            FileStorage storage = new(data.ShardFolder(index));
            ShardRecovery recovery = new(storage, identity, options.Game, newGame, shard, options.Recover);
            RecoveryReport report = recovery.Run((count, body) => Parallel.For(0, count, body));
            if (report.Refusals.Count > 0) throw Refused(data, report, options.Recover);
            return new ShardStore(storage, identity, options.Journal, options, report);
        }
        catch (IOException failure)
        {
            throw new StartException(ErrorCode.DataFolderUnusable, $"cannot use {data.ShardFolder(index)}: {failure.Message}");
        }
    }

    /// <summary>Makes everything durable that was published. For a process that ends because something is wrong: its log holds, its last state may not.</summary>
    /// <returns>False when the disk failed.</returns>
    public bool FlushLog()
    {
        Journal.Queue.Publish();
        return Writer.DrainAll(MonotonicClock.Now());
    }

    /// <summary>Stores a checkpoint of every room, so that the next process, of whatever build, has nothing to run again. The shard's thread and the disk's must have ended.</summary>
    /// <returns>False when the disk failed; the log then still holds.</returns>
    public bool StoreFinal()
    {
        bool stored = FlushLog();
        Journal.TakeFinal(checkpoint => stored = stored && FlushLog() && Checkpoints.TryStore(checkpoint));
        return stored;
    }

    public void Dispose() => Writer.Dispose();

    private static StartException Refused(DataFolder data, RecoveryReport report, RecoverMode mode)
    {
        string found = string.Join("\n  ", [.. report.Refusals, .. report.Notes]);
        string choice = mode == RecoverMode.Strict
            ? "With --recover latest-checkpoint it goes on from what can be trusted; with --recover discard everything stored is set aside and rooms begin anew."
            : "With --recover discard everything stored is set aside and rooms begin anew.";
        return new StartException(ErrorCode.RoomsNotResumable, $"what is stored in {data.Path} cannot be resumed:\n  {found}\n{choice} Nothing was changed.", ExitCode.RecoveryRefused);
    }
}
