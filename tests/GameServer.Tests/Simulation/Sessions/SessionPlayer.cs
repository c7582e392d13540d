using System;
using System.Collections.Generic;
using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.Tests.Simulation.Sessions;

/// <summary>One program of a player: a client, the address it has now, and what it was told of its commands.</summary>
internal sealed class SessionPlayer(GameSchema schema, GameClientOptions options, IDatagramSocket socket, SnapshotScratch scratch, ulong seed) : IClientGame
{
    private GameClient? _client;

    public GameClient Client => _client ??= new GameClient(schema, this, options, Socket, scratch, seed);

    public IDatagramSocket Socket { get; } = socket;

    /// <summary>The program was killed: it says and does nothing any more.</summary>
    public bool IsDead { get; private set; }

    public List<CommandAnswer> Answers { get; } = [];

    public List<Notice> Notices { get; } = [];

    public List<ClientState> States { get; } = [];

    /// <summary>Everything that went wrong, as the SDK says it.</summary>
    public HashSet<ErrorCode> Errors { get; } = [];

    public void Poll(Timestamp now)
    {
        if (IsDead) return;
        Client.Poll(now);
        Errors.Add(Client.LastError);
        if (States.Count == 0 || States[^1] != Client.State) States.Add(Client.State);
    }

    public void Kill()
    {
        IsDead = true;
        Socket.Dispose();
    }

    void IClientGame.SampleInput(GameClient client, Tick tick, Span<int> fields) => schema.InputDefaults.CopyTo(fields);

    void IClientGame.SnapshotApplied(GameClient client, in SnapshotArrival arrival)
    {
    }

    void IClientGame.NoticeReceived(GameClient client, in Notice notice) => Notices.Add(notice);

    void IClientGame.CommandAnswered(GameClient client, in CommandAnswer answer) => Answers.Add(answer);
}
