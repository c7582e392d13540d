using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Server;
using GameServer.Transport;

namespace GameServer.LoadTest.Simulated;

/// <summary>One shard of a simulated run: its socket, its rooms, and a host that may wake it late.</summary>
internal sealed class SimulatedShard
{
    public SimulatedShard(SimulatedRun run, int index, ShardOptions options, SimulatedNetwork network, Timestamp now)
    {
        Options = options;
        Endpoint = Endpoint.FromIPv4(0x0A00_0001, (ushort)(7777 + index));
        List<WitnessedGame> games = [];
        Shard = new Shard(NewGame, options, network.Bind(Endpoint), NoStageClock.Instance, now);
        foreach (Room room in Shard.Rooms.All) Rooms.Add(new SimulatedRoom(run, this, room, games[Rooms.Count]));

        WitnessedGame NewGame()
        {
            games.Add(new WitnessedGame(run, run.Plan.NewGame(options), options.EntitiesPerRoom, options.PlayersPerRoom));
            return games[^1];
        }
    }

    public ShardOptions Options { get; }

    public Endpoint Endpoint { get; }

    public Shard Shard { get; }

    public List<SimulatedRoom> Rooms { get; } = [];

    /// <summary>The host does not wake the shard before this time.</summary>
    public long AsleepUntilNs { get; set; }

    /// <summary>Bytes allocated by the last step, those of the run's own witnesses not counted.</summary>
    public long AllocatedByStep { get; private set; }

    public void Step(SimulatedRun run, Timestamp now)
    {
        AllocatedByStep = 0;
        if (now.Nanoseconds < AsleepUntilNs) return;
        long unmeasured = run.UnmeasuredBytes;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Shard.Step(now);
        AllocatedByStep = GC.GetAllocatedBytesForCurrentThread() - before - (run.UnmeasuredBytes - unmeasured);
    }
}
