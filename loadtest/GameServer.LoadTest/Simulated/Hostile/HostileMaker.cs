using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Garbage;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.LoadTest.Simulated.Hostile;

/// <summary>Makes the attackers of a run, each at an address of its own.</summary>
internal sealed class HostileMaker(SimulatedRun run)
{
    private readonly SnapshotScratch _scratch = new();
    private readonly BotTimes _times = new();
    private Prng _prng = Prng.For(run.Plan.Seed, "hostiles");

    public HostileActor Make(int index, HostilePlan plan)
    {
        SimulatedShard shard = run.Shards[plan.Shard];
        string name = $"{HostileActor.NamePrefix}{plan.Kind}-{index}";
        ulong seed = _prng.NextULong();
        if (plan.Kind == HostileKind.ConnectFlood) return new ConnectFlooder(plan, run.Network, shard.Endpoint, shard.Options.ConnectKey, seed);
        IDatagramSocket socket = run.Network.Bind(Endpoint.FromIPv4(0x0A02_0002 + ((uint)index << 8), 0));
        if (plan.Kind is not (HostileKind.Garbage or HostileKind.Replay))
        {
            return new Forger(plan, ArenaSchema.Schema, socket, shard.Endpoint, shard.Options.ConnectKey, name, seed);
        }

        TappedSocket tapped = new(socket, Griefer.DatagramsKept);
        GameClientOptions options = run.Plan.Client with { PlayerName = name };
        Bot bot = new(options, BotBehaviour.Wander, ArenaGame.FieldSize(shard.Options.PlayersPerRoom), tapped, _scratch, _times, seed);
        return new Griefer(plan, tapped, bot, shard.Endpoint, seed);
    }
}
