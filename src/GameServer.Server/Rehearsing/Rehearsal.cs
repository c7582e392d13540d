using System;
using GameServer.Core;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>
/// A hidden match on a simulated network before the port opens, so that compiling the path and touching its memory for the first time are nobody's lag: players come and go, content changes, operators look, everything is journalled to memory. All that
/// it builds is thrown away.
/// </summary>
public static class Rehearsal
{
    private const int Players = 24;
    private const int HurriedTicks = 30;   // every path was taken once
    private const int LookPeriod = 15;
    private const int ReturnPeriod = 60;   // a client says goodbye, another comes
    private const int Ticks = 900;   // enough calls and loop iterations for the runtime to recompile every hot method with what it learned

    /// <summary>Plays the match in virtual time, as fast as the processor goes.</summary>
    /// <param name="newGame">Makes the game.</param>
    /// <param name="options">The shard's that is to open.</param>
    /// <param name="start">The match's first moment.</param>
    /// <param name="isHurried">Asked each tick; true when players wait: what is compiled is then good enough, and the runtime makes it better while they play.</param>
    public static void Play(Func<IGame> newGame, ShardOptions options, Timestamp start, Func<bool> isHurried)
    {
        SimulatedNetwork network = new(options.Seed);
        network.AdvanceTo(start);
        ShardOptions small = options with
        {
            Rooms = 1,
            PlayersPerRoom = Players,
            EntitiesPerRoom = 1024,
            Transport = options.Transport with { PeersMax = Players },
        };
        IDatagramSocket serverSocket = network.Bind(Endpoint.FromIPv4(0x7F00_0001, 7777));
        using RehearsalJournal journal = new(small);
        Shard shard = new(newGame, small, serverSocket, NoStageClock.Instance, start, journal.Shard);
        RehearsalOperator @operator = new(shard, Players, small.EntitiesPerRoom);
        if (RehearsalContent.Of(newGame().Content) is { } content) shard.Content.Follow(content);
        RehearsalClient[] clients = new RehearsalClient[Players];
        for (int i = 0; i < Players; i++) clients[i] = Client(i, start);

        long periodNs = Timestamp.NanosecondsPerSecond / options.TickRateHz;
        Timestamp now = start;
        for (int tick = 0; tick < Ticks && (tick < HurriedTicks || !isHurried()); tick++)
        {
            now = now.Plus(periodNs);
            network.AdvanceTo(now);
            foreach (RehearsalClient client in clients) client.Step(now, shard.Rooms.All[0].Tick);
            network.AdvanceTo(now);
            shard.Step(now);
            journal.Drain(now);
            if (tick % LookPeriod == 0) @operator.Look();
            if (tick % ReturnPeriod != ReturnPeriod - 1) continue;
            int leaves = tick / ReturnPeriod % Players;
            clients[leaves].Leave(now);
            clients[leaves] = Client(leaves, now);
        }

        RehearsalClient Client(int number, Timestamp now)
        {
            IDatagramSocket socket = network.Bind(Endpoint.FromIPv4(0x7F00_0001, 0));
            return new RehearsalClient(shard.Rooms.Schema, socket, serverSocket.LocalEndpoint, options.ConnectKey, (ulong)number, now);
        }
    }
}
