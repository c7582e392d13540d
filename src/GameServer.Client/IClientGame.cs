using System;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Client;

/// <summary>What a game tells its client, and hears from it, from inside <see cref="GameClient.Poll"/>.</summary>
public interface IClientGame
{
    /// <summary>Fills in the player's command for a tick; the fields hold the previous one.</summary>
    void SampleInput(GameClient client, Tick tick, Span<int> fields);

    /// <summary>A snapshot packet was applied to <see cref="GameClient.World"/>.</summary>
    void SnapshotApplied(GameClient client, in SnapshotArrival arrival);

    /// <summary>The people who run the server have something to tell the player, or the server is about to leave. Nothing ends by it.</summary>
    void NoticeReceived(GameClient client, in Notice notice)
    {
    }

    /// <summary>A command that <see cref="GameClient.TrySend"/> took has come to its end; once for each, in their order.</summary>
    void CommandAnswered(GameClient client, in CommandAnswer answer)
    {
    }

    /// <summary>The server's content changes, and this build can accept it; prediction follows by itself.</summary>
    /// <param name="client">The client.</param>
    /// <param name="content">What it will be.</param>
    /// <param name="from">The first tick that runs with it, usually one that has not been shown yet.</param>
    void ContentChanged(GameClient client, ContentSet content, Tick from)
    {
    }
}
