using System;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Server;

namespace GameServer.Tests.Simulation.Sessions;

/// <summary>The players' records of a <see cref="SessionScene"/>: a store, and the thread that a host would give it, on the scene's time. A store that really is elsewhere is waited for.</summary>
internal sealed class ScenePlayers
{
    private readonly IPlayerStore _store;
    private readonly IProfileRules _rules;
    private readonly PlayerWriterOptions _options;
    private PlayerRecordWriter? _writer;
    private ProfileLoader? _loader;

    /// <param name="store">Open.</param>
    /// <param name="rules">The game's.</param>
    /// <param name="options">How it is written.</param>
    public ScenePlayers(IPlayerStore store, IProfileRules rules, PlayerWriterOptions? options = null)
    {
        _store = store;
        _rules = rules;
        _options = options ?? new PlayerWriterOptions();
    }

    public PlayerRecordWriter Writer => _writer!;

    public ProfileLoader Loader => _loader!;

    /// <summary>What a new shard gets of it.</summary>
    public ShardPlayers Shard()
    {
        EffectQueue effects = new(1 << 17);
        ProfileQueue profiles = new(effects, capacity: 8);
        _writer = new PlayerRecordWriter(_store, _rules, _options, [effects], seed: 1);
        _loader = new ProfileLoader(_store, _rules, _writer, _options, [profiles], seed: 1);
        return new ShardPlayers(effects, profiles);
    }

    public void Pump(Timestamp now)
    {
        Writer.Pump(now);
        Loader.Pump(now);
        if (_store is not PostgresPlayerStore) return;
        Await(Writer.Flight?.AsTask());
        Await(Loader.Flight?.AsTask());
    }

    private static void Await(Task? flight) => flight?.WaitAsync(TimeSpan.FromSeconds(60)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
}
