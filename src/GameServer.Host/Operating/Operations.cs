using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Server;

namespace GameServer.Host.Operating;

/// <summary>
/// All that an operator can see and do, whatever he does it with: HTTP, dashboard and command line are views of this one object, and nothing but it reaches into shards. Safe to call from any
/// thread; what changes a shard is applied by the shard between two ticks.
/// </summary>
internal sealed class Operations
{
    /// <summary>Players on one page at most.</summary>
    public const int PageMax = 1_000;

    /// <summary>Players who join while somebody counts them.</summary>
    private const int Slack = 64;

    private readonly ShardDesk[] _shards;
    private readonly int _tickRateHz;

    /// <summary>Operations on shards that run.</summary>
    public Operations(IEnumerable<ShardDesk> shards, int tickRateHz)
    {
        _shards = [.. shards];
        _tickRateHz = tickRateHz;
    }

    /// <summary>False while the server lets nobody in: before it has started, and from the moment it begins to leave.</summary>
    public bool IsReady => true;

    /// <summary>All rooms in order of their numbers, without state hashes.</summary>
    public async Task<Outcome<IReadOnlyList<RoomView>>> RoomsAsync(CancellationToken cancel = default)
    {
        List<RoomView> rooms = [];
        foreach (ShardDesk shard in _shards)
        {
            Outcome<ReadRoomsRequest> read = await ReadRoomsAsync(shard, null, cancel).ConfigureAwait(false);
            if (!read.IsDone) return read.As<IReadOnlyList<RoomView>>();
            foreach (ref readonly RoomRow row in read.Value!.Rows) rooms.Add(RoomView.Of(row, shard.Index, shard.Port, isHashed: false));
        }

        rooms.Sort((left, right) => left.Room.CompareTo(right.Room));
        return new Outcome<IReadOnlyList<RoomView>>(rooms);
    }

    /// <summary>One room, with its state hash.</summary>
    public async Task<Outcome<RoomView>> RoomAsync(int room, CancellationToken cancel = default)
    {
        foreach (ShardDesk shard in _shards)
        {
            Outcome<ReadRoomsRequest> read = await ReadRoomsAsync(shard, new RoomId(room), cancel).ConfigureAwait(false);
            if (!read.IsDone) return read.As<RoomView>();
            if (read.Value!.Total > 0) return new Outcome<RoomView>(RoomView.Of(read.Value.Rows[0], shard.Index, shard.Port, isHashed: true));
        }

        return new Outcome<RoomView>(null, OperationProblem.RoomUnknown, $"there is no room {room}");
    }

    /// <summary>Players with seats, those included whose seats wait for them, in order of their ids.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="limit">At most so many, 1 to <see cref="PageMax"/>.</param>
    /// <param name="after">Only players whose ids come after this one; null from the first.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<Outcome<PlayerPage>> PlayersAsync(PlayerFilter filter, int limit = 100, string? after = null, CancellationToken cancel = default)
    {
        Outcome<List<(ShardDesk Shard, PlayerRow Row)>> found = await FindAsync(filter, cancel).ConfigureAwait(false);
        if (!found.IsDone) return found.As<PlayerPage>();
        List<(ShardDesk Shard, PlayerRow Row)> players = found.Value!;
        players.Sort((left, right) => string.CompareOrdinal(left.Row.PlayerId, right.Row.PlayerId));
        PlayerView[] page = [.. players
            .SkipWhile(player => after is not null && string.CompareOrdinal(player.Row.PlayerId, after) <= 0)
            .Take(Math.Clamp(limit, 1, PageMax) + 1)
            .Select(player => PlayerView.Of(player.Row, player.Shard.Index, _tickRateHz))];
        bool isLast = page.Length <= Math.Clamp(limit, 1, PageMax);
        return new Outcome<PlayerPage>(new PlayerPage(isLast ? page : page[..^1], players.Count, isLast ? null : page[^2].Id));
    }

    /// <summary>One player who has a seat.</summary>
    /// <param name="player">Id, or name if nobody else has it.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<Outcome<PlayerView>> PlayerAsync(string player, CancellationToken cancel = default)
    {
        Outcome<(ShardDesk Shard, PlayerRow Row)> found = await FindOneAsync(player, cancel).ConfigureAwait(false);
        return found.IsDone ? new Outcome<PlayerView>(PlayerView.Of(found.Value.Row, found.Value.Shard.Index, _tickRateHz)) : found.As<PlayerView>();
    }

    /// <summary>Ends a player's session: the player reads why, and loses the seat.</summary>
    /// <param name="player">Id, or name if nobody else has it.</param>
    /// <param name="reason">For the player to read.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>The player as he was.</returns>
    public async Task<Outcome<PlayerView>> KickAsync(string player, string reason, CancellationToken cancel = default)
    {
        Outcome<(ShardDesk Shard, PlayerRow Row)> found = await FindOneAsync(player, cancel).ConfigureAwait(false);
        if (!found.IsDone) return found.As<PlayerView>();
        (ShardDesk shard, PlayerRow row) = found.Value;
        Outcome<KickRequest> kicked = await shard.AskAsync(new KickRequest(row.Session, reason), cancel).ConfigureAwait(false);
        if (!kicked.IsDone) return kicked.As<PlayerView>();
        return kicked.Value!.IsFound ? new Outcome<PlayerView>(PlayerView.Of(row, shard.Index, _tickRateHz)) : Unknown<PlayerView>(player);
    }

    private static Task<Outcome<ReadRoomsRequest>> ReadRoomsAsync(ShardDesk shard, RoomId? only, CancellationToken cancel)
    {
        int count = only is null ? shard.Shard.Status.Read().RoomCount + Slack : 1;
        return shard.AskAsync(new ReadRoomsRequest(new RoomRow[count], only, withHashes: only is not null), cancel);
    }

    private async Task<Outcome<(ShardDesk Shard, PlayerRow Row)>> FindOneAsync(string player, CancellationToken cancel)
    {
        Outcome<List<(ShardDesk Shard, PlayerRow Row)>> found = await FindAsync(new PlayerFilter(Exactly: player), cancel).ConfigureAwait(false);
        if (!found.IsDone) return found.As<(ShardDesk, PlayerRow)>();
        List<(ShardDesk Shard, PlayerRow Row)> players = found.Value!;
        int known = players.FindIndex(candidate => candidate.Row.PlayerId == player);   // an id before any name
        if (known >= 0) return new Outcome<(ShardDesk, PlayerRow)>(players[known]);
        if (players.Count == 0) return Unknown<(ShardDesk, PlayerRow)>(player);
        if (players.Count == 1) return new Outcome<(ShardDesk, PlayerRow)>(players[0]);
        return new Outcome<(ShardDesk, PlayerRow)>(default, OperationProblem.PlayerAmbiguous, $"{players.Count} players are called {player}; say which by id");
    }

    private async Task<Outcome<List<(ShardDesk Shard, PlayerRow Row)>>> FindAsync(PlayerFilter filter, CancellationToken cancel)
    {
        List<(ShardDesk, PlayerRow)> players = [];
        foreach (ShardDesk shard in _shards)
        {
            ShardStatus status = shard.Shard.Status.Read();
            int count = status.PlayerCount + status.InterruptedCount + Slack;
            Outcome<ReadPlayersRequest> read = await shard.AskAsync(new ReadPlayersRequest(new PlayerRow[count], filter), cancel).ConfigureAwait(false);
            if (read.Value?.Total > count) read = await shard.AskAsync(new ReadPlayersRequest(new PlayerRow[read.Value.Total + Slack], filter), cancel).ConfigureAwait(false);
            if (!read.IsDone) return read.As<List<(ShardDesk, PlayerRow)>>();
            foreach (ref readonly PlayerRow row in read.Value!.Rows) players.Add((shard, row));
        }

        return new Outcome<List<(ShardDesk, PlayerRow)>>(players);
    }

    private static Outcome<T> Unknown<T>(string player) => new(default, OperationProblem.PlayerUnknown, $"no player with id or name {player} has a seat");
}
