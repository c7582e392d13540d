using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Transport;

namespace GameServer.LoadTest.StandIn;

/// <summary>Plays the arena with a crowd of bots on virtual time, and writes down what one of them is sent. The same options give the same game.</summary>
internal static class GameRecorder
{
    private const int RateHz = 30;
    private const int StepsPerTick = 4;
    private const double DelayMs = 0.2;
    private const uint ServerAddress = 0x0A00_0001;

    /// <summary>Null when the bot got no seat.</summary>
    /// <param name="players">In the room; the field grows with them, so that each sees as many as in any other room.</param>
    /// <param name="seconds">How long, of which the first goes by with joining.</param>
    public static RecordedGame? Play(int players, double seconds)
    {
        Timestamp now = new(Timestamp.NanosecondsPerSecond, 621_355_968_000_000_000);
        SimulatedNetwork network = new(1) { DefaultConditions = new LinkConditions { DelayMs = DelayMs } };
        network.AdvanceTo(now);
        Endpoint server = Endpoint.FromIPv4(ServerAddress, 7777);
        Endpoint relayed = Endpoint.FromIPv4(ServerAddress + 1, 7777);
        ShardOptions options = new() { TickRateHz = RateHz, PlayersPerRoom = players, EntitiesPerRoom = players * 12, Transport = new TransportOptions { PeersMax = players + 16 } };
        Shard shard = new(() => new ArenaGame(RateHz), options, network.Bind(server), NoStageClock.Instance, now);
        MessageRelay relay = new(network.Bind(relayed), network.Bind(Endpoint.FromIPv4(ServerAddress + 2, 0)), server, RateHz);
        List<Bot> bots = Bots(network, players, now, server, relayed);
        long stepNs = Timestamp.NanosecondsPerSecond / RateHz / StepsPerTick;
        for (int step = 0; step < seconds * RateHz * StepsPerTick; step++)
        {
            now = now.Plus(stepNs);
            network.AdvanceTo(now);
            shard.Step(now);
            relay.Step(now);
            foreach (Bot bot in bots) bot.Poll(now);
        }

        return relay.Game;
    }

    // The first one plays through the relay, and all others are in the room before it: it is welcomed into a game that goes on.
    private static List<Bot> Bots(SimulatedNetwork network, int players, Timestamp now, Endpoint server, Endpoint relayed)
    {
        List<Bot> bots = [];
        SnapshotScratch scratch = new();
        BotTimes times = new();
        for (uint i = 0; i < players; i++)
        {
            IDatagramSocket socket = network.Bind(Endpoint.FromIPv4(0x0B00_0000 | (i << 4) | 2, 0));
            Bot bot = new(new GameClientOptions { SharesServerClock = true }, BotBehaviour.Wander, ArenaGame.FieldSize(players), socket, scratch, times, i);
            bot.Client.Connect(i == 0 ? relayed : server, now);
            bots.Add(bot);
        }

        return bots;
    }
}
