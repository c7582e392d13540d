using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Server;

namespace GameServer.Host.Operating;

/// <summary>Finds players in whichever shard they are.</summary>
internal sealed class PlayerFinder(IReadOnlyList<ShardDesk> shards)
{
    /// <summary>Players who join while somebody counts them.</summary>
    private const int Slack = 64;

    /// <summary>The one player meant: by id, or by name if nobody else has it.</summary>
    public async Task<Outcome<FoundPlayer>> OneAsync(string player, CancellationToken cancel)
    {
        Outcome<List<FoundPlayer>> found = await AllAsync(new PlayerFilter(Exactly: player), cancel).ConfigureAwait(false);
        if (!found.IsDone) return found.As<FoundPlayer>();
        List<FoundPlayer> players = found.Value!;
        int known = players.FindIndex(candidate => candidate.Row.PlayerId == player);   // an id before any name
        if (known >= 0) return new Outcome<FoundPlayer>(players[known]);
        if (players.Count == 0) return Unknown<FoundPlayer>(player);
        if (players.Count == 1) return new Outcome<FoundPlayer>(players[0]);
        return new Outcome<FoundPlayer>(default, OperationProblem.PlayerAmbiguous, $"{players.Count} players are called {player}; say which by id");
    }

    /// <summary>All players that a filter takes, in no order.</summary>
    public async Task<Outcome<List<FoundPlayer>>> AllAsync(PlayerFilter filter, CancellationToken cancel)
    {
        List<FoundPlayer> players = [];
        foreach (ShardDesk shard in shards)
        {
            ShardStatus status = shard.Shard.Status.Read();
            int count = status.PlayerCount + status.InterruptedCount + Slack;
            Outcome<ReadPlayersRequest> read = await shard.AskAsync(new ReadPlayersRequest(new PlayerRow[count], filter), cancel).ConfigureAwait(false);
            if (read.Value?.Total > count) read = await shard.AskAsync(new ReadPlayersRequest(new PlayerRow[read.Value.Total + Slack], filter), cancel).ConfigureAwait(false);
            if (!read.IsDone) return read.As<List<FoundPlayer>>();
            foreach (ref readonly PlayerRow row in read.Value!.Rows) players.Add(new FoundPlayer(shard, row));
        }

        return new Outcome<List<FoundPlayer>>(players);
    }

    /// <summary>Nobody was found.</summary>
    public static Outcome<T> Unknown<T>(string player) => new(default, OperationProblem.PlayerUnknown, $"no player with id or name {player} has a seat");
}
