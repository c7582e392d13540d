using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Simulation;

namespace GameServer.Host.Operating;

/// <summary>
/// All that an operator can see and do, whatever he does it with: HTTP, dashboard and command line are views of this one object, and nothing but it reaches into shards. Safe to call from any
/// thread; what changes a shard is applied by the shard between two ticks.
/// </summary>
internal sealed class Operations : IDisposable
{
    /// <summary>Players on one page at most.</summary>
    public const int PageMax = 1_000;

    /// <summary>Entities on a map at most: a map with more is a blot.</summary>
    public const int MapEntitiesMax = 2_000;

    /// <summary>Lines of a room's outline that an operator is shown.</summary>
    private const int MapLinesMax = 2_048;

    /// <summary>A text that players read: bytes of UTF-8, of a reason and of a message.</summary>
    public const int ReasonBytesMax = ControlMessage.TextBytesMax;
    public const int MessageBytesMax = Notice.TextBytesMax;

    /// <summary>Ten years: longer is for good.</summary>
    public const int BanSecondsMax = 10 * 366 * 86_400;

    private const int Slack = 64;

    private readonly ShardDesk[] _shards;
    private readonly int _tickRateHz;
    private readonly PlayerFinder _players;
    private readonly RoomKeeper _rooms;
    private readonly BanBook _bans;
    private readonly DrainControl _drain;
    private volatile bool _isOpen;

    /// <summary>Operations on shards that run.</summary>
    /// <param name="shards">All of the process.</param>
    /// <param name="tickRateHz">Of every room.</param>
    /// <param name="rooms">Opens and closes rooms; ended with this.</param>
    /// <param name="bans">Whom the shards do not let in.</param>
    /// <param name="drain">Leaves; ended with this.</param>
    public Operations(IReadOnlyList<ShardDesk> shards, int tickRateHz, RoomKeeper rooms, BanBook bans, DrainControl drain)
    {
        _shards = [.. shards];
        _tickRateHz = tickRateHz;
        _players = new PlayerFinder(_shards);
        _rooms = rooms;
        _bans = bans;
        _drain = drain;
    }

    /// <summary>False while the server lets nobody in: before it has started, and from the moment it begins to leave.</summary>
    public bool IsReady => _isOpen && _drain.IsServing;

    /// <summary>How far the server is with leaving.</summary>
    public DrainView Drain => _drain.View;

    /// <summary>Who is banned, in order of their ids.</summary>
    public IReadOnlyList<BanView> Bans => [.. _bans.All.Select(BanView.Of)];

    /// <summary>Everything is open: players may come.</summary>
    public void Open() => _isOpen = true;

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
        if (DeskOf(room) is not { } shard) return NoRoom<RoomView>(room);
        Outcome<ReadRoomsRequest> read = await ReadRoomsAsync(shard, new RoomId(room), cancel).ConfigureAwait(false);
        if (!read.IsDone) return read.As<RoomView>();
        return read.Value!.Total > 0 ? new Outcome<RoomView>(RoomView.Of(read.Value.Rows[0], shard.Index, shard.Port, isHashed: true)) : NoRoom<RoomView>(room);
    }

    /// <summary>Where a room's entities are.</summary>
    public async Task<Outcome<RoomMap>> MapAsync(int room, CancellationToken cancel = default)
    {
        if (DeskOf(room) is not { } shard) return NoRoom<RoomMap>(room);
        MapRow[] rows = new MapRow[Math.Min(MapEntitiesMax, shard.Shard.Status.Read().EntityCount + Slack)];
        Outcome<ReadMapRequest> read = await shard.AskAsync(new ReadMapRequest(new RoomId(room), rows, new OutlineLine[MapLinesMax]), cancel).ConfigureAwait(false);
        if (!read.IsDone) return read.As<RoomMap>();
        return read.Value!.Schema is null ? NoRoom<RoomMap>(room) : new Outcome<RoomMap>(RoomMap.Of(read.Value));
    }

    /// <summary>Opens a room more, on a shard or on the one with fewest.</summary>
    public Task<Outcome<RoomChange>> OpenRoomAsync(int? shard = null, CancellationToken cancel = default) => _rooms.OpenAsync(shard, cancel);

    /// <summary>Closes a room: its players are sent away with a text, and it is gone once what it promised them is stored.</summary>
    public Task<Outcome<RoomChange>> CloseRoomAsync(int room, string text = "the room was closed", CancellationToken cancel = default) =>
        IsTooLong(text, ReasonBytesMax) is { } problem ? Invalid<RoomChange>(problem) : _rooms.CloseAsync(room, text, cancel);

    /// <summary>Players with seats, those included whose seats wait for them, in order of their ids.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="limit">At most so many, 1 to <see cref="PageMax"/>.</param>
    /// <param name="after">Only players whose ids come after this one; null from the first.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<Outcome<PlayerPage>> PlayersAsync(PlayerFilter filter, int limit = 100, string? after = null, CancellationToken cancel = default)
    {
        Outcome<List<FoundPlayer>> found = await _players.AllAsync(filter, cancel).ConfigureAwait(false);
        if (!found.IsDone) return found.As<PlayerPage>();
        List<FoundPlayer> players = found.Value!;
        players.Sort((left, right) => string.CompareOrdinal(left.Row.PlayerId, right.Row.PlayerId));
        PlayerView[] page = [.. players
            .SkipWhile(player => after is not null && string.CompareOrdinal(player.Row.PlayerId, after) <= 0)
            .Take(Math.Clamp(limit, 1, PageMax) + 1)
            .Select(View)];
        bool isLast = page.Length <= Math.Clamp(limit, 1, PageMax);
        return new Outcome<PlayerPage>(new PlayerPage(isLast ? page : page[..^1], players.Count, isLast ? null : page[^2].Id));
    }

    /// <summary>One player who has a seat: by id, or by name if nobody else has it.</summary>
    public async Task<Outcome<PlayerView>> PlayerAsync(string player, CancellationToken cancel = default)
    {
        Outcome<FoundPlayer> found = await _players.OneAsync(player, cancel).ConfigureAwait(false);
        return found.IsDone ? new Outcome<PlayerView>(View(found.Value)) : found.As<PlayerView>();
    }

    /// <summary>Connections, joined or not, in order of shards and of their numbers.</summary>
    public async Task<Outcome<IReadOnlyList<PeerView>>> PeersAsync(CancellationToken cancel = default)
    {
        List<PeerView> peers = [];
        foreach (ShardDesk shard in _shards)
        {
            PeerRow[] rows = new PeerRow[shard.Shard.Status.Read().PeerCount + Slack];
            Outcome<ReadPeersRequest> read = await shard.AskAsync(new ReadPeersRequest(rows), cancel).ConfigureAwait(false);
            if (!read.IsDone) return read.As<IReadOnlyList<PeerView>>();
            foreach (ref readonly PeerRow row in read.Value!.Rows) peers.Add(PeerView.Of(row, shard.Index));
        }

        return new Outcome<IReadOnlyList<PeerView>>(peers);
    }

    /// <summary>Ends a player's session: the player reads why, and loses the seat.</summary>
    /// <returns>The player as he was.</returns>
    public async Task<Outcome<PlayerView>> KickAsync(string player, string reason, CancellationToken cancel = default)
    {
        if (IsTooLong(reason, ReasonBytesMax) is { } problem) return await Invalid<PlayerView>(problem).ConfigureAwait(false);
        Outcome<FoundPlayer> found = await _players.OneAsync(player, cancel).ConfigureAwait(false);
        if (!found.IsDone) return found.As<PlayerView>();
        Outcome<KickRequest> kicked = await found.Value.Shard.AskAsync(new KickRequest(found.Value.Row.Session, reason), cancel).ConfigureAwait(false);
        if (!kicked.IsDone) return kicked.As<PlayerView>();
        return kicked.Value!.IsFound ? new Outcome<PlayerView>(View(found.Value)) : PlayerFinder.Unknown<PlayerView>(player);
    }

    /// <summary>Sends a player to another room, of whichever shard: a seat is kept there, and the client goes by itself.</summary>
    /// <returns>The player as he was.</returns>
    public async Task<Outcome<PlayerView>> MoveAsync(string player, int room, CancellationToken cancel = default)
    {
        Outcome<FoundPlayer> found = await _players.OneAsync(player, cancel).ConfigureAwait(false);
        if (!found.IsDone) return found.As<PlayerView>();
        (ShardDesk shard, PlayerRow row) = found.Value;
        if (row.Room.Value == room) return new Outcome<PlayerView>(null, OperationProblem.SameRoom, $"{row.PlayerId} is in room {room} already");
        if (DeskOf(room) is not { } target) return NoRoom<PlayerView>(room);
        Outcome<ReserveSeatRequest> reserved = await target.AskAsync(new ReserveSeatRequest(new RoomId(room), row.PlayerId), cancel).ConfigureAwait(false);
        if (!reserved.IsDone) return reserved.As<PlayerView>();
        if (!reserved.Value!.IsFound) return NoRoom<PlayerView>(room);
        if (!reserved.Value.IsReserved) return new Outcome<PlayerView>(null, OperationProblem.RoomFull, $"room {room} has no free seat");
        Redirect goTo = new(FormattableString.Invariant($":{target.Port}"), room);
        Outcome<MoveRequest> moved = await shard.AskAsync(new MoveRequest(row.Session, goTo, $"to room {room}"), cancel).ConfigureAwait(false);
        if (!moved.IsDone) return moved.As<PlayerView>();
        if (!moved.Value!.IsFound) return PlayerFinder.Unknown<PlayerView>(player);
        return moved.Value.IsTold ? new Outcome<PlayerView>(View(found.Value)) : new Outcome<PlayerView>(null, OperationProblem.PlayerAway, $"{row.PlayerId} has lost the connection, and cannot be told where to go");
    }

    /// <summary>Lets a player read something.</summary>
    public async Task<Outcome<MessageReport>> MessagePlayerAsync(string player, string text, CancellationToken cancel = default)
    {
        if (IsTooLong(text, MessageBytesMax) is { } problem) return await Invalid<MessageReport>(problem).ConfigureAwait(false);
        Outcome<FoundPlayer> found = await _players.OneAsync(player, cancel).ConfigureAwait(false);
        if (!found.IsDone) return found.As<MessageReport>();
        if (found.Value.Row.State == SessionState.Interrupted) return new Outcome<MessageReport>(null, OperationProblem.PlayerAway, $"{found.Value.Row.PlayerId} has lost the connection, and cannot be told anything now");
        return await TellAsync([found.Value.Shard], () => new NoticeRequest(MessageOf(text), session: found.Value.Row.Session), cancel).ConfigureAwait(false);
    }

    /// <summary>Lets everybody in a room read something.</summary>
    public Task<Outcome<MessageReport>> MessageRoomAsync(int room, string text, CancellationToken cancel = default)
    {
        if (IsTooLong(text, MessageBytesMax) is { } problem) return Invalid<MessageReport>(problem);
        return DeskOf(room) is { } shard ? TellAsync([shard], () => new NoticeRequest(MessageOf(text), new RoomId(room)), cancel) : Task.FromResult(NoRoom<MessageReport>(room));
    }

    /// <summary>Lets everybody read something.</summary>
    public Task<Outcome<MessageReport>> MessageAllAsync(string text, CancellationToken cancel = default) =>
        IsTooLong(text, MessageBytesMax) is { } problem ? Invalid<MessageReport>(problem) : TellAsync(_shards, () => new NoticeRequest(MessageOf(text)), cancel);

    /// <summary>Bans a player, who need not be here; one who is loses the seat.</summary>
    /// <param name="player">Id, or the name of one player who is here.</param>
    /// <param name="reason">For the player to read.</param>
    /// <param name="seconds">For how long, 1 to <see cref="BanSecondsMax"/>; null for good.</param>
    /// <param name="cancel">Ends the waiting; the ban holds from when it is stored.</param>
    public async Task<Outcome<BanView>> BanAsync(string player, string reason, int? seconds, CancellationToken cancel = default)
    {
        if (IsTooLong(reason, ReasonBytesMax) is { } problem) return await Invalid<BanView>(problem).ConfigureAwait(false);
        if (seconds is < 1 or > BanSecondsMax) return await Invalid<BanView>($"seconds is {seconds}; 1 to {BanSecondsMax} are possible, or none for good").ConfigureAwait(false);
        Outcome<FoundPlayer> found = await _players.OneAsync(player, cancel).ConfigureAwait(false);
        if (found.Problem is not (OperationProblem.None or OperationProblem.PlayerUnknown)) return found.As<BanView>();
        string id = found.IsDone ? found.Value.Row.PlayerId : player;
        if (PlayerIds.IsAnonymous(id)) return new Outcome<BanView>(null, OperationProblem.PlayerAnonymous, $"{id} has no id of his own and would be another one the next time: kick him");
        if (!PlayerIds.IsValid(id)) return new Outcome<BanView>(null, OperationProblem.PlayerIdInvalid, $"a player id is text without control characters, {Limits.PlayerIdBytes} bytes at most");
        Outcome<Ban> banned = _bans.Add(id, reason, seconds is { } span ? TimeSpan.FromSeconds(span) : null);
        if (!banned.IsDone) return banned.As<BanView>();
        foreach (ShardDesk shard in _shards)
        {
            Outcome<BanPlayerRequest> ended = await shard.AskAsync(new BanPlayerRequest(id, banned.Value!.Text), cancel).ConfigureAwait(false);
            if (!ended.IsDone) return new Outcome<BanView>(null, ended.Problem, $"{id} is banned, and may still have a seat: {ended.Text}");
        }

        return new Outcome<BanView>(BanView.Of(banned.Value!));
    }

    /// <summary>Lets a player in again.</summary>
    /// <param name="playerId">The player's id.</param>
    /// <returns>The ban as it was.</returns>
    public Outcome<BanView> LiftBan(string playerId)
    {
        Outcome<Ban> lifted = _bans.Remove(playerId);
        return lifted.IsDone ? new Outcome<BanView>(BanView.Of(lifted.Value!)) : lifted.As<BanView>();
    }

    /// <summary>Begins to leave, or changes how: nobody new is let in, players are told, and the process ends when all have left, or at the limit.</summary>
    /// <param name="limitSeconds">0 to <see cref="DrainControl.LimitSecondsMax"/>.</param>
    /// <param name="redirect">HOST:PORT where players go; null or empty to keep their seats for the next process.</param>
    /// <param name="message">For players to read; null for a usual text.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public Task<Outcome<DrainView>> DrainAsync(int limitSeconds, string? redirect = null, string? message = null, CancellationToken cancel = default)
    {
        if (limitSeconds is < 0 or > DrainControl.LimitSecondsMax) return Invalid<DrainView>($"limitSeconds is {limitSeconds}; 0 to {DrainControl.LimitSecondsMax} are possible");
        if (!string.IsNullOrEmpty(redirect) && !RedirectText.IsValid(redirect)) return Invalid<DrainView>($"redirect is '{redirect}'; HOST:PORT of at most {Redirect.WhereBytesMax} bytes is needed");
        string text = string.IsNullOrEmpty(message) ? DrainControl.DefaultText : message;
        return IsTooLong(text, ReasonBytesMax) is { } problem ? Invalid<DrainView>(problem) : _drain.BeginAsync(limitSeconds, new Redirect(redirect ?? ""), text, cancel);
    }

    /// <summary>Stays after all.</summary>
    public Task<Outcome<DrainView>> CancelDrainAsync(CancellationToken cancel = default) => _drain.CancelAsync(cancel);

    public void Dispose()
    {
        _drain.Dispose();
        _rooms.Dispose();
    }

    private static Notice MessageOf(string text) => new(NoticeKind.Message, text, 0, Redirect.Nowhere);

    private static string? IsTooLong(string text, int bytesMax)
    {
        int bytes = Encoding.UTF8.GetByteCount(text);
        return bytes > bytesMax ? $"the text has {bytes} bytes; {bytesMax} are possible" : null;
    }

    private static Task<Outcome<T>> Invalid<T>(string text) => Task.FromResult(new Outcome<T>(default, OperationProblem.ArgumentInvalid, text));

    private static Outcome<T> NoRoom<T>(int room) => new(default, OperationProblem.RoomUnknown, $"there is no room {room}");

    private static Task<Outcome<ReadRoomsRequest>> ReadRoomsAsync(ShardDesk shard, RoomId? only, CancellationToken cancel)
    {
        int count = only is null ? shard.Shard.Rooms.All.Length + Slack : 1;
        return shard.AskAsync(new ReadRoomsRequest(new RoomRow[count], only, withHashes: only is not null), cancel);
    }

    private static async Task<Outcome<MessageReport>> TellAsync(IEnumerable<ShardDesk> shards, Func<NoticeRequest> request, CancellationToken cancel)
    {
        int told = 0;
        int untold = 0;
        foreach (ShardDesk shard in shards)
        {
            Outcome<NoticeRequest> answer = await shard.AskAsync(request(), cancel).ConfigureAwait(false);
            if (!answer.IsDone) return answer.As<MessageReport>();
            told += answer.Value!.ToldCount;
            untold += answer.Value.UntoldCount;
        }

        return new Outcome<MessageReport>(new MessageReport(told, untold));
    }

    private ShardDesk? DeskOf(int room) => Array.Find(_shards, shard => shard.Shard.Rooms.Has(new RoomId(room)));

    private PlayerView View(FoundPlayer player) => PlayerView.Of(player.Row, player.Shard.Index, _tickRateHz);
}
