using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Operating;
using GameServer.LiveOps;
using GameServer.Server;
using GameServer.Simulation;

namespace GameServer.Host.LiveContent;

/// <summary>
/// Content while the server runs: reads and checks files on the caller's thread, keeps versions and what holds where, and gives the shards a new plan after every change. One change at a time. The
/// shards follow the plan by themselves, so that what begins at a time does so without anybody asking.
/// </summary>
internal sealed class ContentService : IDisposable
{
    private const int DeltasFrom = 8;   // versions lately in play whose clients are sent differences; others are sent the whole

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly ContentDeclaration _declared;
    private readonly ContentFolder _folder;
    private readonly string? _directory;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly List<ulong> _lately = [];   // newest last
    private IReadOnlyList<ShardDesk> _shards = [];
    private volatile ContentPlan _plan;

    private ContentService(ContentDeclaration declared, ContentFolder folder, string? directory, TimeProvider clock)
    {
        _declared = declared;
        _folder = folder;
        _directory = directory;
        _clock = clock;
        _plan = MakePlan(folder.ReadIndex());
    }

    /// <summary>What holds now.</summary>
    public ContentPlan Plan => _plan;

    /// <summary>Takes up what the process before this one left, and reads the content directory if there is one.</summary>
    /// <param name="declared">The game's content; null when it has none.</param>
    /// <param name="directory">Files that shall be active; null or empty for none.</param>
    /// <param name="folder">Where versions are kept.</param>
    /// <param name="clock">For when what was published.</param>
    /// <returns>Null for a game without content.</returns>
    /// <exception cref="StartException">The directory or what is stored cannot be used; every problem with file and line.</exception>
    public static ContentService? Open(ContentDeclaration? declared, string? directory, ContentFolder folder, TimeProvider clock)
    {
        bool hasDirectory = !string.IsNullOrEmpty(directory);
        if (declared is null && hasDirectory) throw new StartException(ErrorCode.ContentNotDeclared, "the game declares no content: --content has nothing to change.");
        if (declared is null) return null;
        try
        {
            ContentService service = new(declared, folder, hasDirectory ? directory : null, clock);
            if (hasDirectory) service.ReadAtStart();
            return service;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException(ErrorCode.ContentStoreFailing, $"cannot use the stored content: {failure.Message}");
        }
    }

    /// <summary>Tells these shards of every change from now on; they have the present plan already.</summary>
    public void Serve(IReadOnlyList<ShardDesk> shards) => _shards = shards;

    /// <summary>Publishes files, and makes them hold in a share of the rooms.</summary>
    /// <param name="files">Null for those of the content directory, as they are now.</param>
    /// <param name="note">What it is for.</param>
    /// <param name="who">Who asks.</param>
    /// <param name="percent">100: everywhere; less: on trial; 0: nowhere yet.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<Outcome<ContentVersionView>> PublishAsync(IReadOnlyList<ContentFile>? files, string note, string who, double percent, CancellationToken cancel = default)
    {
        Outcome<IReadOnlyList<ContentFile>> read = ReadFiles(files);
        if (!read.IsDone) return read.As<ContentVersionView>();
        Outcome<ContentDocument> checkedFiles = Check(read.Value!);
        if (!checkedFiles.IsDone) return checkedFiles.As<ContentVersionView>();
        ContentDocument document = checkedFiles.Value!;
        ContentVersion version = new(document.Hash, _clock.GetUtcNow(), who, note, document.Bytes.Length);
        return await ChangeAsync(document.Hash, index => Hold(index.Publish(version), document.Hash, percent), document, cancel).ConfigureAwait(false);
    }

    /// <summary>Tries a version in a share of the rooms, or with a share of the players; all of them end the trial and make it hold everywhere.</summary>
    public Task<Outcome<ContentVersionView>> StageAsync(ulong version, double percent, ContentSegment of, CancellationToken cancel = default) =>
        ChangeAsync(version, index => percent >= 100 ? index.Activate(version) : index.Try(new ContentStage(version, percent, of)), null, cancel);

    /// <summary>Has a version hold everywhere for a time.</summary>
    public Task<Outcome<ContentVersionView>> ScheduleAsync(ulong version, DateTimeOffset from, DateTimeOffset? to, CancellationToken cancel = default) =>
        ChangeAsync(version, index => index.Schedule.Count < ContentLimits.Schedule ? index.Enter(new ContentEvent(version, from, to)) : null, null, cancel);

    /// <summary>Goes back: a trial is given up, or the version before is active again; or a named one is.</summary>
    public Task<Outcome<ContentVersionView>> RollBackAsync(ulong? to, CancellationToken cancel = default) => ChangeAsync(to ?? 0, index => index.RollBack(to), null, cancel);

    /// <summary>Every version that is kept, newest first.</summary>
    public IReadOnlyList<ContentVersionView> Versions()
    {
        ContentIndex index = _plan.Index;
        return [.. index.Versions.Reverse().Select(version => ContentVersionView.Of(version, index))];
    }

    /// <summary>One version with its tables.</summary>
    public Outcome<ContentVersionView> Version(ulong version)
    {
        ContentIndex index = _plan.Index;
        ContentVersion? known = index.Versions.FirstOrDefault(known => known.Hash == version) ?? InCode(version);
        if (known is null || Find(version) is not { } document) return Unknown<ContentVersionView>(version);
        return new Outcome<ContentVersionView>(ContentVersionView.Of(known, index) with { Tables = document.Tables.ToDictionary(table => table.Name, ContentText.Of) });
    }

    /// <summary>What differs between two versions, value by value.</summary>
    public Outcome<IReadOnlyList<ContentDifference>> Diff(ulong from, ulong to)
    {
        if (Find(from) is not { } old) return Unknown<IReadOnlyList<ContentDifference>>(from);
        if (Find(to) is not { } now) return Unknown<IReadOnlyList<ContentDifference>>(to);
        return new Outcome<IReadOnlyList<ContentDifference>>(ContentDifference.Between(old, now));
    }

    /// <summary>What holds where.</summary>
    public ContentView Active(IReadOnlyList<RoomView> rooms)
    {
        ContentIndex index = _plan.Index;
        string inCode = ContentIndexFile.Hex(_declared.Defaults.Hash);
        return new ContentView(
            index.Active == 0 ? inCode : ContentIndexFile.Hex(index.Active),
            inCode,
            index.Stage is { } stage ? new ContentStageView(ContentIndexFile.Hex(stage.Version), stage.Percent, stage.Of.ToString().ToLowerInvariant()) : null,
            [.. index.Schedule.Select(entry => new ContentEventView(ContentIndexFile.Hex(entry.Version), entry.From, entry.To))],
            [.. rooms.Select(room => new ContentRoomView(room.Room, room.Content, room.ContentAnnounced))]);
    }

    public void Dispose() => _one.Dispose();

    private static ContentIndex Hold(ContentIndex index, ulong version, double percent)
    {
        if (percent >= 100) return index.Activate(version);
        return percent > 0 ? index.Try(new ContentStage(version, percent)) : index;
    }

    private static Outcome<T> Unknown<T>(ulong version) => new(default, OperationProblem.ContentUnknown, $"no version {ContentIndexFile.Hex(version)} is kept");

    private void ReadAtStart()
    {
        Outcome<IReadOnlyList<ContentFile>> files = ReadFiles(null);
        Outcome<ContentDocument> read = files.IsDone ? Check(files.Value!) : files.As<ContentDocument>();
        if (!read.IsDone) throw new StartException(ErrorCode.ContentInvalid, $"--content {_directory}: {read.Text}");
        ContentDocument document = read.Value!;
        ContentIndex index = _plan.Index;
        if (index.Active == document.Hash) return;
        ContentVersion version = new(document.Hash, _clock.GetUtcNow(), "start", string.Create(CultureInfo.InvariantCulture, $"read from {_directory}"), document.Bytes.Length);
        _folder.Write(document);
        index = index.Publish(version).Activate(document.Hash);
        _folder.WriteIndex(index);
        _plan = MakePlan(index);
    }

    private Outcome<IReadOnlyList<ContentFile>> ReadFiles(IReadOnlyList<ContentFile>? files)
    {
        if (files is not null) return new Outcome<IReadOnlyList<ContentFile>>(files);
        if (_directory is null) return new Outcome<IReadOnlyList<ContentFile>>(null, OperationProblem.ContentInvalid, "this server was started without --content: send the files");
        try
        {
            FileInfo[] found = [.. new DirectoryInfo(_directory).GetFiles().Where(file => ContentReader.IsContent(file.Name))];
            if (found.Sum(file => file.Length) > ContentLimits.TotalBytes) return new Outcome<IReadOnlyList<ContentFile>>(null, OperationProblem.ContentInvalid, $"{_directory} holds more than {ContentLimits.TotalBytes} bytes");
            return new Outcome<IReadOnlyList<ContentFile>>([.. found.Select(file => new ContentFile(file.Name, File.ReadAllText(file.FullName)))]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Outcome<IReadOnlyList<ContentFile>>(null, OperationProblem.ContentInvalid, failure.Message);
        }
    }

    private Outcome<ContentDocument> Check(IReadOnlyList<ContentFile> files)
    {
        ContentReading reading = ContentReader.Read(_declared.Schema, files);
        IReadOnlyList<ContentProblem> problems = reading.Problems;
        if (reading.Document is { } document && !_declared.TryBind(document, out _, out problems)) problems = [.. problems.Select(problem => reading.Locate(problem))];
        if (problems.Count == 0) return new Outcome<ContentDocument>(reading.Document);
        return new Outcome<ContentDocument>(null, OperationProblem.ContentInvalid, string.Join("\n", problems));
    }

    // The values in code are a version that nobody published.
    private ContentVersion? InCode(ulong version) => version == _declared.Defaults.Hash ? new ContentVersion(version, default, "", "the values in code", _declared.Defaults.Document.Bytes.Length) : null;

    private ContentDocument? Find(ulong version) => version == _declared.Defaults.Hash ? _declared.Defaults.Document : _folder.Find(version);

    /// <summary>Makes a change, keeps it, and hands the new plan to every shard.</summary>
    private async Task<Outcome<ContentVersionView>> ChangeAsync(ulong version, Func<ContentIndex, ContentIndex?> change, ContentDocument? published, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            Outcome<ContentPlan> kept = Keep(version, change, published);
            if (!kept.IsDone) return kept.As<ContentVersionView>();
            foreach (ShardDesk shard in _shards)
            {
                if (await TellAsync(shard, kept.Value!, cancel).ConfigureAwait(false) is { IsDone: false } untold) return untold.As<ContentVersionView>();
            }

            ContentIndex index = kept.Value!.Index;
            return new Outcome<ContentVersionView>(ViewOf(index, version == 0 ? index.Active : version));
        }
        finally
        {
            _one.Release();
        }
    }

    private Outcome<ContentPlan> Keep(ulong version, Func<ContentIndex, ContentIndex?> change, ContentDocument? published)
    {
        bool isKnown = published is not null || version == 0 || _plan.Index.Versions.Any(known => known.Hash == version);
        if (!isKnown) return Unknown<ContentPlan>(version);
        if (change(_plan.Index.Forget(_clock.GetUtcNow().UtcTicks)) is not { } index) return new Outcome<ContentPlan>(null, OperationProblem.ContentNothing, "there is nothing to go back to, or the schedule is full");
        try
        {
            if (published is not null) _folder.Write(published);
            ContentPlan plan = MakePlan(index);
            _folder.WriteIndex(index);
            _plan = plan;
            return new Outcome<ContentPlan>(plan);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Outcome<ContentPlan>(null, OperationProblem.ContentStoreFailing, failure.Message);
        }
    }

    // What is kept is to be followed: a shard that is busy is asked again for a while.
    private static async Task<Outcome<ContentRequest>> TellAsync(ShardDesk shard, ContentPlan plan, CancellationToken cancel)
    {
        const int Attempts = 5;
        Outcome<ContentRequest> told = default;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            told = await shard.AskAsync(new ContentRequest(plan), cancel).ConfigureAwait(false);
            if (told.IsDone || told.Problem != OperationProblem.Busy) return told;
            await Task.Delay(s_pause, cancel).ConfigureAwait(false);
        }

        return told;
    }

    private ContentVersionView ViewOf(ContentIndex index, ulong version)
    {
        ContentVersion? known = index.Versions.FirstOrDefault(known => known.Hash == version);
        ContentDocument inCode = _declared.Defaults.Document;
        return ContentVersionView.Of(known ?? new ContentVersion(inCode.Hash, DateTimeOffset.UnixEpoch, "", "the values in code", inCode.Bytes.Length), index);
    }

    /// <summary>Makes every version in play ready, and puts it where logs are run again from, before any shard hears of it.</summary>
    private ContentPlan MakePlan(ContentIndex index)
    {
        ContentDocument[] held = [_declared.Defaults.Document, .. _lately.TakeLast(DeltasFrom).Select(_folder.Find).OfType<ContentDocument>()];
        Dictionary<ulong, ContentEdition> editions = [];
        foreach (ulong version in index.InPlay.Where(version => version != 0))
        {
            if (_folder.Find(version) is not { } document || !_declared.TryBind(document, out ContentSet? set, out _)) continue;   // of another build: rooms run by the values in code
            _folder.WriteBesideLogs(document);
            editions.Add(version, new ContentEdition(set, held));
            _lately.Remove(version);
            _lately.Add(version);
        }

        if (_lately.Count > DeltasFrom) _lately.RemoveRange(0, _lately.Count - DeltasFrom);
        _folder.WriteBesideLogs(_declared.Defaults.Document);
        return new ContentPlan(index, new ContentEdition(_declared.Defaults, held), editions);
    }
}
