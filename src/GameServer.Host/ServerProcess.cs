using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Admin;
using GameServer.Host.Data;
using GameServer.Host.LiveContent;
using GameServer.Host.Logging;
using GameServer.Host.Memory;
using GameServer.Host.Metrics;
using GameServer.Host.Operating;
using GameServer.Host.Pacing;
using GameServer.Host.Supervision;
using GameServer.Persistence;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.Host;

/// <summary>The running process: sockets, shard threads, admin pages, signals, and a line for the operator every few seconds.</summary>
internal sealed class ServerProcess : IDisposable
{
    // Rooms start to tick when everything else is open: opening takes a few tens of milliseconds that would all be late ticks.
    private const long OpeningNs = 250 * Timestamp.NanosecondsPerMillisecond;

    // To players who are waiting a late tick or two is better than a picture that stands for as long.
    private const long HurriedOpeningNs = 100 * Timestamp.NanosecondsPerMillisecond;

    private const string AuditFolder = "audit";

    private static readonly TimeSpan StatusPeriod = TimeSpan.FromSeconds(5);

    /// <summary>How long a stop waits for the player store; supervisors mostly kill after 30 s or more.</summary>
    private static readonly TimeSpan s_recordsPatience = TimeSpan.FromSeconds(10);

    private readonly HostOptions _options;
    private readonly UdpDatagramSocket[] _sockets;
    private readonly ShardThread[] _threads;
    private readonly HugePages _hugePages;
    private readonly PosixSignalRegistration[] _signals;
    private readonly NodeStore? _store;
    private readonly PlayerRecords? _records;
    private readonly ContentService? _content;
    private readonly DrainControl _drain;
    private readonly ServerLog _log;
    private readonly EventPump _events;
    private readonly LedgerSweep? _ledgers;
    private readonly ManualResetEventSlim _stopped = new();
    private readonly Supervisor _supervisor = Supervisor.FromEnvironment();
    private StatusSource? _status;
    private AuditLog? _audit;
    private MetricsService? _metrics;
    private AdminServer? _admin;
    private Redirect _leftGoTo;   // players who are left when the process ends
    private Exception? _broken;

    private ServerProcess(HostOptions options, ServerLog log, NodeStore? store, PlayerRecords? records, ContentService? content, UdpDatagramSocket[] sockets, Func<IGame> newGame)
    {
        BanBook bans = OpenBans(store);
        _options = options;
        _log = log;
        _store = store;
        _records = records;
        _content = content;
        _sockets = sockets;
        _threads = new ShardThread[sockets.Length];
        Timestamp start = MonotonicClock.Now().Plus(store?.SeatsKept > 0 ? HurriedOpeningNs : OpeningNs);
        for (int i = 0; i < _threads.Length; i++)
        {
            ShardOptions mine = options.ForShard(i);
            Shard shard = new(newGame, store?.Shards[i].Recovered.Roster.Apply(mine) ?? mine, sockets[i], ProcessorClock.Instance, start, store?.Shards[i].Journal, records?.Shards[i], bans.Table);
            if (content is not null) shard.Content.Follow(content.Plan);
            _threads[i] = new ShardThread(shard, i, options.RealTime, Break);
        }

        _events = new EventPump(log, [.. _threads.Select(thread => thread.Shard.Events)], shard => _threads[shard].Shard.Status.Read().EventsDropped);
        ShardDesk[] desks = [.. _threads.Select((thread, index) => new ShardDesk(thread.Shard, index, sockets[index].LocalEndpoint.Port))];
        ShardStore?[] stores = [.. desks.Select(desk => store?.Shards[desk.Index])];
        _drain = new DrainControl(desks, End);
        EndedRooms? ended = store is null ? null : new EndedRooms(new FileStorage(store.Folder));
        Operations = new Operations(desks, options.TickRateHz, new RoomKeeper(desks, stores, options.ForShard, ended), bans, _drain);
        _ledgers = SweepLedgers(ended);
        content?.Serve(desks);

        // Before anybody is told that this process runs: whoever reads so may ask it to stop at once.
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, StopOnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopOnSignal)];
        _hugePages = HugePages.KeepAsking();
    }

    /// <summary>What operators see and do.</summary>
    public Operations Operations { get; }

    /// <summary>The log, with timelines of players.</summary>
    public ServerLog Log => _log;

    /// <summary>Opens everything and starts to serve.</summary>
    /// <exception cref="StartException">A taken port, an unknown game: one line for the operator.</exception>
    public static ServerProcess Start(HostOptions options)
    {
        AdminTokens tokens = AdminTokens.Load(options);
        Func<IGame> newGame = GameLoader.Load(options.Game, options.TickRateHz);

        ServerLog log = new(Console.Out, options.LogFormat, options.LogLevel, TimeProvider.System);

        // At once with the recovery, on another processor. Players whose seats are kept are waiting already: a second of rehearsal would be a second more for each of them.
        bool arePlayersWaiting = false;
        ShardOptions rehearsed = options.ForShard(0);
        Task rehearsal = Task.Run(() => Rehearsal.Play(newGame, rehearsed, MonotonicClock.Now(), () => Volatile.Read(ref arePlayersWaiting)));
        NodeStore? store = NodeStore.Open(options, newGame, line => NodeMessages.Recovery(log.Node, line));
        Volatile.Write(ref arePlayersWaiting, store?.SeatsKept > 0);
        if (store is not null) options = options with { TokenSecret = store.Secret };   // so that tokens outlive the process
        UdpDatagramSocket[] sockets = [];
        ServerProcess? server = null;
        PlayerRecords? records = null;
        try
        {
            records = PlayerRecords.Open(options, store?.Folder, newGame().ProfileRules);
            if (records is null) WarnOfPromises(store, log);
            ContentService? content = ContentService.Open(newGame().Content, options.Content, new ContentFolder(store?.Folder, store?.ShardFolders ?? []), TimeProvider.System);
            rehearsal.GetAwaiter().GetResult();
            sockets = OpenSockets(options);
            server = new ServerProcess(options, log, store, records, content, sockets, newGame);
            if (!(store?.SeatsKept > 0)) QuietCollector.CollectBeforeOpening();
            store?.Start(server.Break);
            records?.Start(server.Break);
            server._events.Start(server.Break);
            foreach (ShardThread thread in server._threads) thread.Start();
            server.OpenAdmin(tokens);   // takes a tenth of a second, for which no player need wait
            server.Operations.Open();
            server.Announce();
            server._supervisor.Ready(server._status!.IsAlive);
            return server;
        }
        catch
        {
            server?.StopThreads();
            server?._ledgers?.Dispose();
            server?.Operations.Dispose();
            server?._audit?.Dispose();
            server?._events.Dispose();
            server?._hugePages.Dispose();
            foreach (PosixSignalRegistration signal in server?._signals ?? []) signal.Dispose();
            foreach (UdpDatagramSocket socket in sockets) socket.Dispose();
            records?.Dispose();
            store?.Dispose();
            throw;
        }
    }

    /// <summary>Blocks until a signal or a broken invariant ends the server.</summary>
    /// <returns>The process's exit code.</returns>
    public int RunUntilStopped()
    {
        NodeReporter reporter = new(_log.Node, [.. _threads.Select(thread => thread.Shard.Status)], [.. _threads.Select(thread => thread.Shard.LateTicks)], _store, _records);
        while (!_stopped.Wait(StatusPeriod)) reporter.Report(MonotonicClock.Now());
        _supervisor.Stopping();
        StopThreads();
        _events.Dispose();   // with what shards told last
        if (_store?.Finish(isTrusted: _broken is null) == false) Complaint.Write(ErrorCode.FinalStateNotStored, $"the rooms' last state could not be stored; the log holds up to where the disk failed.");
        if (_broken is null)
        {
            FinishRecords();
            _log.Say(LogEventId.Stopped, "stopped");
            return ExitCode.Success;
        }

        Complaint.Write(ErrorCode.InvariantBroken, $"stopped because something that must hold does not: {_broken}");
        return ExitCode.Broken;
    }

    // What cannot be stored now is in the rooms' last state, if that is kept, and offered again by the next process.
    private void FinishRecords()
    {
        if (_records?.Finish(OfferAll, s_recordsPatience, isKept: _store is not null) is { } left) Complaint.Write(ErrorCode.RecordsNotWritten, left);
    }

    private bool OfferAll()
    {
        bool isOffered = true;
        foreach (ShardThread thread in _threads) isOffered &= thread.Shard.FinishOffers();
        return isOffered;
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals) signal.Dispose();
        _supervisor.Dispose();
        _admin?.Dispose();
        _ledgers?.Dispose();
        Operations.Dispose();
        _audit?.Dispose();
        _metrics?.Dispose();
        _events.Dispose();
        _hugePages.Dispose();
        foreach (UdpDatagramSocket socket in _sockets) socket.Dispose();
        _content?.Dispose();
        _records?.Dispose();
        _store?.Dispose();
        _stopped.Dispose();
    }

    private void OpenAdmin(AdminTokens tokens)
    {
        StatusSource status = _status = new StatusSource(_options, _sockets, [.. _threads.Select(thread => thread.Shard)], _store, _records);
        _metrics = new MetricsService(() => status.ReadMetrics(_log.Errors, Operations.IsReady));
        _audit = OpenAudit();
        _admin = AdminServer.Start(_options, new AdminParts
        {
            Status = status,
            Operations = Operations,
            Content = _content,
            Tokens = tokens,
            Audit = _audit,
            Metrics = _metrics.Exporter,
            Log = _log,
        });
    }

    private LedgerSweep? SweepLedgers(EndedRooms? ended)
    {
        if (_store is null || _records is null || ended is null || _options.LedgerDays == 0) return null;
        LedgerKeeper keeper = new(_records.Store, ended, _options.LedgerDays, _options.TickRateHz);
        return new LedgerSweep(keeper, _store.Shards, line => NodeMessages.Changed(_log.Node, LogEventId.RecordsChanged, new OperatorNote(ErrorCode.RecordsFailing, line)));
    }

    private static BanBook OpenBans(NodeStore? store)
    {
        try
        {
            return BanBook.Open(store is null ? null : new FileStorage(store.Folder), TimeProvider.System);
        }
        catch (IOException failure)
        {
            throw new StartException(ErrorCode.DataFolderUnusable, $"cannot open the bans in {store!.Folder}: {failure.Message}");
        }
    }

    private AuditLog OpenAudit()
    {
        string? folder = _store is null ? null : Path.Combine(_store.Folder, AuditFolder);
        try
        {
            return AuditLog.Open(folder, TimeProvider.System);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException(ErrorCode.DataFolderUnusable, $"cannot open the audit log in {folder}: {failure.Message}");
        }
    }

    private void StopThreads()
    {
        foreach (ShardThread thread in _threads) thread.Stop(_leftGoTo);
        foreach (ShardThread thread in _threads) thread.Join();
    }

    private static void WarnOfPromises(NodeStore? store, ServerLog log)
    {
        int promised = store?.Shards.Sum(shard => shard.Recovered.Rooms.Values.Sum(room => room.Outbox.Count)) ?? 0;
        if (promised > 0) NodeMessages.StartWarning(log.Node, $"{promised} effect(s) promised to players wait in the stored rooms, and --players none gives them nowhere to go: they stay there");
    }

    private static UdpDatagramSocket[] OpenSockets(HostOptions options)
    {
        UdpDatagramSocket[] sockets = new UdpDatagramSocket[options.Shards];
        for (int i = 0; i < sockets.Length; i++)
        {
            IPEndPoint local = new(IPAddress.Parse(options.Bind), options.Port == 0 ? 0 : options.Port + i);
            try
            {
                sockets[i] = UdpDatagramSocket.Bind(local);
            }
            catch (SocketException refused)
            {
                for (int opened = 0; opened < i; opened++) sockets[opened].Dispose();
                (ErrorCode code, string reason) = BindFailure.Of(refused);
                throw new StartException(code, $"cannot listen on UDP {local}: {reason}.");
            }
        }

        return sockets;
    }

    private void Announce()
    {
        string where = string.Join(", ", _sockets.Select(socket => socket.LocalEndpoint));
        string rooms = Count(_options.Rooms, "room");
        string shards = Count(_options.Shards, "shard");
        _log.Say(LogEventId.Listening, string.Create(
            CultureInfo.InvariantCulture,
            $"listening on {where} ({_options.Game}, {_options.TickRateHz} Hz, {rooms}, {shards}), admin http://{_admin!.Endpoint}"));
        if (_sockets[0].Warning is { } warning) NodeMessages.StartWarning(_log.Node, warning);
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private void StopOnSignal(PosixSignalContext context)
    {
        context.Cancel = true;   // we end the process ourselves, after saying goodbye
        _supervisor.Stopping();
        if (_options.DrainSeconds == 0 || !_drain.IsServing) _drain.EndNow();
        else _ = Operations.DrainAsync(_options.DrainSeconds, _options.DrainTo);   // whatever a shard answers, the limit holds
    }

    private void End(Redirect goTo)
    {
        _leftGoTo = goTo;
        _stopped.Set();
    }

    private void Break(Exception broken)
    {
        _broken = broken;
        _stopped.Set();
    }
}
