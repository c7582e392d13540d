using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using GameServer.Core;
using GameServer.Host.Pacing;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Simulation;

namespace GameServer.Host.Data;

/// <summary>
/// The node's data folder with a store per shard, and the threads that write: one per shard for its log, because a flush must not wait for another shard's, and one for all
/// checkpoints, which nobody waits for.
/// </summary>
internal sealed class NodeStore : IDisposable
{
    private const int RoomLines = 8;

    private static readonly TimeSpan s_checkpointPeriod = TimeSpan.FromMilliseconds(20);

    private readonly DataFolder _data;
    private readonly List<Thread> _threads = [];
    private readonly ManualResetEventSlim _stopping = new(initialState: false, spinCount: 0);   // it is only ever waited out: spinning first would cost more than the work between
    private readonly TimeSpan _logPeriod;
    private Action<Exception> _failed = _ => { };

    private NodeStore(DataFolder data, ShardStore[] shards, HostOptions options)
    {
        _data = data;
        Shards = shards;

        // What waits here is lost when the process is killed; a flush period is lost only when the power goes.
        _logPeriod = TimeSpan.FromMilliseconds(options.Durability == Durability.Sync ? 1 : Math.Min(5, options.Journal.FlushPeriodMs));
    }

    public IReadOnlyList<ShardStore> Shards { get; }

    /// <summary>The data folder.</summary>
    public string Folder => _data.Path;

    /// <summary>Folders of the shards' logs and checkpoints.</summary>
    public IEnumerable<string> ShardFolders => Enumerable.Range(0, Shards.Count).Select(_data.ShardFolder);

    /// <summary>Signs what players bring back after a restart.</summary>
    public byte[] Secret => _data.Secret;

    /// <summary>Seats whose players are expected back.</summary>
    public int SeatsKept => Shards.Sum(shard => shard.Recovered.SeatsKept);

    /// <summary>Recovers all shards; null when nothing is to be kept.</summary>
    /// <param name="options">Checked by the caller.</param>
    /// <param name="newGame">Makes a room's game.</param>
    /// <param name="say">Takes lines for the operator.</param>
    /// <exception cref="StartException">The folder is taken or cannot be used, or what it holds cannot be resumed.</exception>
    public static NodeStore? Open(HostOptions options, Func<IGame> newGame, Action<string> say)
    {
        if (options.Durability == Durability.None) return null;
        DataFolder data = DataFolder.Open(options.Data);
        ShardStore[] shards = new ShardStore[options.Shards];
        try
        {
            long start = MonotonicClock.Nanoseconds();
            if (options.Recover == RecoverMode.Discard && data.SetShardsAside(DateTime.UtcNow) is { } aside) say($"recovery: everything stored was moved to {aside}");
            foreach (int stored in data.StoredShards().Where(stored => stored >= options.Shards))
            {
                throw new StartException(ErrorCode.ShardsNotStarted, $"{data.ShardFolder(stored)} holds rooms of a shard that would not be started: start with --shards {stored + 1}, or --recover discard.", ExitCode.RecoveryRefused);
            }

            // Discarded, there is nothing left that another mode would treat otherwise.
            HostOptions recovering = options.Recover == RecoverMode.Discard ? options with { Recover = RecoverMode.Strict } : options;
            for (int i = 0; i < shards.Length; i++) shards[i] = ShardStore.Open(data, i, recovering, newGame);
            Announce([.. shards.Select(shard => shard.Recovered)], (MonotonicClock.Nanoseconds() - start) / 1e9, say);
            return new NodeStore(data, shards, options);
        }
        catch
        {
            foreach (ShardStore? shard in shards) shard?.Dispose();
            data.Dispose();
            throw;
        }
    }

    /// <summary>Starts to write.</summary>
    /// <param name="failed">Called when a writing thread ends by an error that is ours.</param>
    public void Start(Action<Exception> failed)
    {
        _failed = failed;
        for (int i = 0; i < Shards.Count; i++)
        {
            ShardStore shard = Shards[i];
            _threads.Add(new Thread(() => Repeat(shard.Writer.Drain, _logPeriod)) { Name = $"journal {i}" });
        }

        _threads.Add(new Thread(() => Repeat(DrainCheckpoints, s_checkpointPeriod)) { Name = "checkpoints" });
        foreach (Thread thread in _threads) thread.Start();
    }

    /// <summary>Ends the threads and leaves the disk as the next process likes to find it. The shards' threads must have ended.</summary>
    /// <param name="isTrusted">Whether the rooms' last state may be stored; if not, only the log is completed.</param>
    /// <returns>False when the disk failed.</returns>
    public bool Finish(bool isTrusted)
    {
        _stopping.Set();
        foreach (Thread thread in _threads) thread.Join();
        return Shards.All(shard => isTrusted ? shard.StoreFinal() : shard.FlushLog());
    }

    public void Dispose()
    {
        _stopping.Set();
        foreach (Thread thread in _threads) thread.Join();
        foreach (ShardStore shard in Shards) shard.Dispose();
        _data.Dispose();
        _stopping.Dispose();
    }

    private static void Announce(RecoveryReport[] reports, double seconds, Action<string> say)
    {
        foreach (string note in reports.SelectMany(report => report.Notes)) say($"recovery: {note}");
        foreach ((RoomId id, RoomSimulation room) in reports.SelectMany(report => report.Rooms).OrderBy(pair => pair.Key.Value).Take(RoomLines))
        {
            say(string.Create(CultureInfo.InvariantCulture, $"room {id} goes on from tick {room.Tick}, state {room.StateHash:x16}, {room.PlayerCount} seats kept"));
        }

        Tick[] ticks = [.. reports.SelectMany(report => report.Rooms.Values).Select(room => room.Tick).Order()];
        if (ticks.Length == 0) return;
        say(string.Create(
            CultureInfo.InvariantCulture,
            $"recovered {ticks.Length} room(s) in {seconds:0.00} s, at tick {ticks[0]} to {ticks[^1]}: {reports.Sum(report => report.TicksReplayed)} ticks run again,"
            + $" {reports.Sum(report => report.HashesAgreed)} state hashes agreed, {reports.Sum(report => report.SeatsKept)} seats kept"));
    }

    private void Repeat(Action<Timestamp> drain, TimeSpan period)
    {
        try
        {
            while (!_stopping.Wait(period)) drain(MonotonicClock.Now());
        }
        catch (Exception broken)
        {
            _failed(broken);
        }
    }

    private void DrainCheckpoints(Timestamp now)
    {
        foreach (ShardStore shard in Shards) shard.Checkpoints.Drain(now);
    }
}
