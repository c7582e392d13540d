using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.LiveContent;

/// <summary>One content run from options to exit code. The players play on one thread; an operator changes content through the admin API meanwhile, and looks when each room has changed.</summary>
internal sealed class ContentRun(ContentOptions options)
{
    private const double TrialPercent = 25;
    private const string Meanwhile = "meanwhile";

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan s_gatherMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_lastMax = TimeSpan.FromSeconds(5);   // for the last change to reach the last player
    private static readonly TimeSpan s_changeMax = TimeSpan.FromSeconds(20);

    private readonly List<string> _problems = [];
    private readonly LatencyHistogram _roomTimes = new();
    private readonly HashSet<(int Room, uint Tick)> _lateTold = [];
    private long _lateBefore;    // ticks late in as long a time without changes
    private long _lateMeanwhile;
    private int _lateByMachine;  // of them, those for which the server's thread was ready and got no processor
    private double _stolenSeconds;
    private int _changes;

    public async Task<ExitCode> Run()
    {
        if (options.Problems() is { Count: > 0 } problems) return Unusable(string.Join("; ", problems));
        if (FileLimit.MakeRoomFor(options.Bots) is { } limit) return Unusable(limit);
        string? assembly = options.ServerAssembly ?? BuiltProgram.Find("src/GameServer.Host", "gameserver.dll", Console.WriteLine);
        if (assembly is null || !File.Exists(assembly)) return Unusable(assembly is null ? "no server to spawn" : $"there is no {assembly}");
        string data = Path.GetFullPath(options.Data ?? Path.Combine(Path.GetTempPath(), $"gameserver-content-{Path.GetRandomFileName()}"));
        if (Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any()) return Unusable($"{data} is not empty: a run begins with nothing");
        using SpawnedServer? server = await SpawnedServer.TryStart(assembly, Arguments(data), null, line => Console.Error.WriteLine($"loadtest: {line}"));
        if (server is null) return Unusable("there was no server");
        using ContentSwarm swarm = new(options, new IPEndPoint(IPAddress.Loopback, server.Port));
        await Task.Run(() => Play(swarm, server));
        JudgeClients(swarm);
        if (server.Stop() is not 0) _problems.Add($"the server did not stop well: {server.LastError}");
        string replayed = Replay(assembly, data);
        ExitCode code = Publish(swarm, replayed);
        if (options.Data is null && code == ExitCode.Pass) Directory.Delete(data, recursive: true);
        else Console.WriteLine($"the data folder is {data}");
        return code;
    }

    private static ExitCode Unusable(string text)
    {
        Console.Error.WriteLine($"loadtest: {text}");
        return ExitCode.Unusable;
    }

    private string[] Arguments(string data) =>
    [
        "run", "--port", "0", "--bind", "127.0.0.1", "--admin", "127.0.0.1:0", "--data", data, "--tick-rate", Text(options.RateHz), "--rooms", Text(options.Rooms),
        "--players-per-room", Text(options.SeatsPerRoom), "--keep-segments", "--checkpoint-seconds", "2", "--seed", Text(options.Seed),
    ];

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>The players' thread: until everybody plays, and then until the operator is done.</summary>
    private void Play(ContentSwarm swarm, SpawnedServer server)
    {
        SliceSleeper sleeper = SliceSleeper.ForThisThread();
        long endNs = SteadyClock.Nanoseconds() + (long)s_gatherMax.TotalNanoseconds;
        while (!swarm.AllPlay && SteadyClock.Nanoseconds() < endNs) Step();
        if (!swarm.AllPlay)
        {
            _problems.Add($"only {swarm.All.Count(client => client.State == ClientState.Playing)} of {options.Bots} players had a seat after {s_gatherMax.TotalSeconds} s");
            return;
        }

        Task operated = Task.Run(() => OperateAsync(server.Admin!));
        while (!operated.IsCompleted) Step();
        for (long untilNs = SteadyClock.Nanoseconds() + (long)s_lastMax.TotalNanoseconds; !swarm.AllHold(ContentBotKind.Current, ContentBotKind.Predicting) && SteadyClock.Nanoseconds() < untilNs;) Step();
        if (operated.Exception is { } failure) _problems.Add($"the operator could not go on: {failure.GetBaseException().Message}");

        void Step()
        {
            sleeper.SleepUntil(SteadyClock.Nanoseconds() + Timestamp.NanosecondsPerMillisecond);
            swarm.Step();
        }
    }

    private async Task OperateAsync(string hostAndPort)
    {
        using ContentAdmin admin = new(hostAndPort);
        using StatusClient status = new(hostAndPort);
        await Task.Delay(TimeSpan.FromSeconds(options.WarmSeconds));   // a thousand players have just joined
        double stolen = StolenTime.Seconds();
        long start = await LateTicksAsync(status);
        await TellLateTicksAsync(admin, null);
        await Task.Delay(TimeSpan.FromSeconds(options.WarmSeconds));
        long before = await LateTicksAsync(status);
        await TellLateTicksAsync(admin, "before");
        _lateBefore = before - start;
        int rolledBack = 0;
        for (int i = 1; i <= options.Publishes; i++)
        {
            await PublishAsync(admin, i);
            await TellLateTicksAsync(admin, Meanwhile);
            bool isTime = (long)options.RollBacks * i / options.Publishes > rolledBack;
            if (!isTime) continue;
            rolledBack++;
            await WatchAsync(admin, admin.RollBackAsync, isTrial: false);
        }

        await TellLateTicksAsync(admin, Meanwhile);
        _lateMeanwhile = await LateTicksAsync(status) - before;
        _stolenSeconds = StolenTime.Seconds() - stolen;
    }

    // What was late while players joined is not told.
    private async Task TellLateTicksAsync(ContentAdmin admin, string? when)
    {
        foreach (ContentAdmin.LateTick late in await admin.ReadLateTicksAsync())
        {
            if (!_lateTold.Add((late.Room, late.Tick)) || when is null) continue;
            if (when == Meanwhile && late.IsMachines) _lateByMachine++;
            Line($"late {when,-9} room {late.Room} tick {late.Tick} began {late.LatenessMs:0.0} ms late and took {late.CostMs:0.0} ms: {late.Cause}");
        }
    }

    // Every other version in some of the rooms first.
    private async Task PublishAsync(ContentAdmin admin, int number)
    {
        float speed = 5 + (number * 0.1f % 3);
        string text = string.Create(CultureInfo.InvariantCulture, $"speed: {speed}\ndashSpeed: {18 + (number % 5)}\nweapon: {(number % 3 == 0 ? "lance" : "blaster")}");
        if (number % 2 == 1)
        {
            await WatchAsync(admin, () => admin.PublishAsync("ship.yaml", text, 100), isTrial: false);
            return;
        }

        string version = await WatchAsync(admin, () => admin.PublishAsync("ship.yaml", text, TrialPercent), isTrial: true);
        await WatchAsync(admin, () => admin.StageAsync(version, 100), isTrial: false);
    }

    /// <summary>Makes a change and looks until every room plays by it; of a trial, until every room that heard of it does.</summary>
    private async Task<string> WatchAsync(ContentAdmin admin, Func<Task<string>> change, bool isTrial)
    {
        HashSet<int> changed = [];
        HashSet<int> had = [];
        string? before = isTrial ? null : (await admin.ReadAsync()).Active;
        if (before is not null) had = [.. (await admin.ReadAsync()).Rooms.Where(room => room.Version != before).Select(room => room.Room)];
        long startNs = SteadyClock.Nanoseconds();
        string version = await change();
        _changes++;
        while (true)
        {
            ContentAdmin.Picture picture = await admin.ReadAsync();
            long sinceNs = SteadyClock.Nanoseconds() - startNs;
            foreach (ContentAdmin.RoomPicture room in picture.Rooms.Where(room => room.Version == version && changed.Add(room.Room) && !had.Contains(room.Room))) _roomTimes.Record(sinceNs);
            bool isWaitedFor = isTrial ? picture.Rooms.Any(room => room.Announced == version && room.Version != version) || sinceNs < Timestamp.NanosecondsPerSecond / 4 : changed.Count < options.Rooms;
            if (!isWaitedFor) break;
            if (sinceNs > s_changeMax.TotalNanoseconds)
            {
                _problems.Add($"change {_changes}: only {changed.Count} of {options.Rooms} rooms had version {version} after {s_changeMax.TotalSeconds} s");
                break;
            }

            await Task.Delay(s_look);
        }

        if (isTrial && changed.Count == options.Rooms && options.Rooms > 4) _problems.Add($"change {_changes}: a trial in {TrialPercent} % of the rooms was in all of them");
        return version;
    }

    // The first answer may take seconds, where two processes compile what they need for it on a busy machine.
    private static async Task<long> LateTicksAsync(StatusClient status)
    {
        const int Attempts = 5;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (await status.TryRead() is { } picture) return picture.Sum(shard => shard.LateTickCount);
        }

        throw new HttpRequestException($"no status at {status.HostAndPort}");
    }

    private void JudgeClients(ContentSwarm swarm)
    {
        if (_problems.Count > 0) return;
        int gone = swarm.All.Count(client => client.State != ClientState.Playing || client.SessionCount != 1 || client.Statistics.Resumes > 0);
        if (gone > 0) _problems.Add($"{gone} of {options.Bots} players were disconnected");
        long mismatches = swarm.All.Sum(client => client.Statistics.HashMismatches);
        if (mismatches > 0) _problems.Add($"{mismatches} views were not the server's");
        ulong[] versions = [.. swarm.Of(ContentBotKind.Current).Concat(swarm.Of(ContentBotKind.Predicting)).Select(client => client.Content.Hash).Distinct()];
        if (versions.Length != 1) _problems.Add($"players of the server's own build ended with {versions.Length} versions");
        if (swarm.Of(ContentBotKind.Current).Any(client => client.Statistics.ContentRefused + client.Statistics.ContentUnreadable > 0)) _problems.Add("players of the server's own build did not take all content");
        if (swarm.Of(ContentBotKind.Older).Any(client => client.Statistics.ContentTaken == 0)) _problems.Add("players of an older build took no content at all");
        if (swarm.Of(ContentBotKind.Without).Any(client => client.Statistics.ContentTaken > 0)) _problems.Add("players of a build without content were sent some");
    }

    /// <summary>Runs every room's journal again, with the tool that operators use.</summary>
    private string Replay(string assembly, string data)
    {
        long ticks = 0;
        long hashes = 0;
        for (int room = 0; room < options.Rooms; room++)
        {
            ProcessStartInfo start = new("dotnet", [assembly, "replay", data, "--room", Text(room), "--every", "1000000"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process replay = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
            Task<string> errors = replay.StandardError.ReadToEndAsync();
            string output = replay.StandardOutput.ReadToEnd();
            replay.WaitForExit();
            string[] summary = (output.Split('\n').FirstOrDefault(line => line.Contains("ticks run,", StringComparison.Ordinal)) ?? "0 ticks run, 0 state").Split(' ');
            ticks += long.Parse(summary[0], CultureInfo.InvariantCulture);
            hashes += long.Parse(summary[3], CultureInfo.InvariantCulture);
            if (replay.ExitCode != 0) _problems.Add($"room {room}'s journal, run again: {output.Trim()} {errors.Result.Trim()}");
        }

        if (hashes == 0) _problems.Add("nothing was verified: no recorded hash was compared");
        return string.Create(CultureInfo.InvariantCulture, $"{ticks} ticks of {options.Rooms} rooms, {hashes} recorded hashes agreed");
    }

    private ExitCode Publish(ContentSwarm swarm, string replayed)
    {
        Spread rooms = Spread.Of(_roomTimes);
        Spread sampling = Spread.Of(swarm.SamplingLateness);
        if (options.JudgesTimes && rooms.P99Ms > options.RoomSecondsMax * 1000) _problems.Add(string.Create(CultureInfo.InvariantCulture, $"rooms changed after {rooms.P99Ms:0} ms at p99; {options.RoomSecondsMax * 1000:0} are allowed"));
        Line($"{options.Bots} players at {options.RateHz} Hz in {options.Rooms} rooms: {_changes} changes ({options.Publishes} versions published, {options.RollBacks} rolled back)");
        Line($"rooms         changed p50 {rooms.P50Ms:0} p99 {rooms.P99Ms:0} max {rooms.MaxMs:0} ms after the request, {rooms.Count} times");
        Line($"late ticks    {_lateMeanwhile} while content changed, {_lateByMachine} of them because the machine gave the server no processor in time; {_lateBefore} in {options.WarmSeconds:0} s before; meanwhile the machine's processors were taken away for {_stolenSeconds * 1000:0} ms");
        foreach (ContentBotKind kind in Enum.GetValues<ContentBotKind>())
        {
            ClientStatistics[] of = [.. swarm.Of(kind).Select(client => client.Statistics)];
            if (of.Length > 0) Line($"{kind,-13} {of.Length} players: {of.Sum(one => one.ContentTaken)} changes taken, {of.Sum(one => one.ContentRefused)} refused, {of.Sum(one => one.ContentUnreadable)} asked for again");
        }

        GameClient[] predicting = [.. swarm.Of(ContentBotKind.Predicting)];
        if (predicting.Length > 0) Line($"mispredicted  {predicting.Sum(client => client.Prediction?.Mispredictions ?? 0)} of {predicting.Sum(client => client.Prediction?.Comparisons ?? 0)} states of {predicting.Length} players");
        Line($"journal       run again: {replayed}");
        Line($"this program  sampled inputs p50 {sampling.P50Ms:0.0} p99 {sampling.P99Ms:0.0} max {sampling.MaxMs:0} ms late");
        ExitCode code = Judge(sampling);
        foreach (string problem in _problems) Line($"  {problem}");
        Line($"{(code == ExitCode.Pass ? "PASS" : code.ToString().ToUpperInvariant())}");
        return code;
    }

    // A machine whose ticks are late without any change says nothing about what changes cost. What lies outside the server is told, and not held against it.
    private ExitCode Judge(Spread sampling)
    {
        if (_problems.Count > 0) return ExitCode.Fail;
        if (!options.JudgesTimes || _lateMeanwhile - _lateByMachine <= options.LateTicksMax) return ExitCode.Pass;
        _problems.Add($"{_lateMeanwhile - _lateByMachine} ticks were late by the server's own doing while content changed; {options.LateTicksMax} are allowed");
        if (_lateBefore == 0 && sampling.P99Ms <= 500.0 / options.RateHz) return ExitCode.Fail;
        _problems.Add($"but {_lateBefore} were late before, without any change: the machine is busy");
        return ExitCode.Invalid;
    }

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
