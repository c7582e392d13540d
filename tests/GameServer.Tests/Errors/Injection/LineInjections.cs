using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using GameServer.Core;
using GameServer.Host;
using GameServer.Host.Data;
using GameServer.Host.LiveContent;
using GameServer.LoadTest.Target;
using GameServer.Persistence;
using GameServer.Tests.Support;

namespace GameServer.Tests.Errors.Injection;

/// <summary>Why the process does not start, or a tool does not begin: the real process, asked to do what it cannot, and what it writes to its standard error.</summary>
internal static class LineInjections
{
    /// <summary>The server's program, as the tests' build made it.</summary>
    internal static readonly Lazy<string> Program = new(() => BuiltProgram.Find("src/GameServer.Host", "gameserver.dll", _ => { }) ?? throw new FileNotFoundException("gameserver.dll"));

    private static readonly string s_core = typeof(ErrorCatalogue).Assembly.Location;

    public static IEnumerable<(ErrorCode Code, Func<ErrorPlaces> Run)> All() =>
    [
        Line(ErrorCode.OptionOutOfRange, "run", "--shards", "0"),
        Line(ErrorCode.OptionUnreadable, "run", "--bind", "nowhere"),
        Line(ErrorCode.OptionsDisagree, "run", "--players", "files", "--durability", "none"),
        Line(ErrorCode.OptionMissing, "run", "--players", "postgres"),
        With(ErrorCode.OptionUnknown, _ => ["run", "--durability", "none"], variable: ("GAMESERVER_NONSENSE", "1")),
        Line(ErrorCode.AdminNeedsToken, "run", "--admin", "0.0.0.0:0"),
        Line(ErrorCode.GameNotFound, "run", "--game", "nonsense", "--durability", "none"),
        With(ErrorCode.GameNotAnAssembly, folder => ["run", "--game", FileOf(folder, "game.dll", "no assembly"), "--durability", "none"]),
        Line(ErrorCode.GameModuleMissing, "run", "--game", s_core, "--durability", "none"),
        Line(ErrorCode.GameModeUnknown, "run", "--game", "arena:nonsense", "--durability", "none"),
        With(ErrorCode.GameTypeUnusable, folder => ["run", "--game", UnusableGame.Build(folder), "--durability", "none"]),
        (ErrorCode.PortTaken, PortTaken),
        Line(ErrorCode.AddressUnknown, "run", "--bind", "192.0.2.1", "--port", "0", "--durability", "none"),
        Complained(ErrorCode.PortForbidden, SocketError.AccessDenied),
        Complained(ErrorCode.PortUnavailable, SocketError.NetworkDown),
        With(ErrorCode.DataFolderUnusable, folder => ["run", "--port", "0", "--data", FileOf(folder, "data", "a file")]),
        With(ErrorCode.DataFolderInUse, folder => ["run", "--port", "0", "--data", folder], folder => new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)),
        With(ErrorCode.SecretDamaged, folder =>
        {
            FileOf(folder, "node.secret", "short");
            return ["run", "--port", "0", "--data", folder];
        }),
        With(ErrorCode.RoomsNotResumable, folder => ["run", "--port", "0", "--rooms", "2", "--data", StoredNode.Damaged(folder)]),
        With(ErrorCode.JournalDamaged, folder => ["journal", "verify", StoredNode.Damaged(folder)]),
        With(ErrorCode.ReplayDiffers, folder => ["replay", StoredNode.PlayedOtherwise(folder), "--room", "0"]),
        With(ErrorCode.RoomHasNoOrigin, folder => ["replay", StoredNode.WithoutLog(StoredNode.Damaged(folder)), "--room", "0"]),
        With(ErrorCode.RoomAmbiguous, folder => ["replay", StoredNode.Copy(folder)]),
        With(ErrorCode.RoomNotStored, folder => ["replay", StoredNode.Copy(folder), "--room", "77"]),
        (ErrorCode.InvariantBroken, () => Seen(ErrorCode.InvariantBroken, BrokenNode.Run())),
        (ErrorCode.FinalStateNotStored, () => Seen(ErrorCode.FinalStateNotStored, StoredNode.StopWithoutDisk())),
        With(ErrorCode.ContentInvalid, folder =>
        {
            FileOf(folder, "nonsense.yaml", "a: [");
            return ["run", "--port", "0", "--durability", "none", "--content", folder];
        }),
        With(ErrorCode.ContentStoreFailing, folder =>
        {
            Directory.CreateDirectory(Path.Combine(folder, "content"));
            FileOf(Path.Combine(folder, "content"), "index.json", "no index");
            return ["run", "--port", "0", "--data", folder];
        }),
        (ErrorCode.ContentNotDeclared, () =>
        {
            StartException refused = Xunit.Assert.Throws<StartException>(() => ContentService.Open(null, "content", new ContentFolder(null, []), TimeProvider.System));
            return Seen(ErrorCode.ContentNotDeclared, Complaint.LineOf(refused));
        }),
        With(ErrorCode.ShardsNotStarted, folder =>
        {
            Directory.CreateDirectory(Path.Combine(folder, "shard-3"));
            FileOf(Path.Combine(folder, "shard-3"), "anything", "x");
            return ["run", "--port", "0", "--data", folder];
        }),
        Line(ErrorCode.RecordsUnavailable, "run", "--port", "0", "--durability", "none", "--players", "postgres", "--players-connection", "Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=1"),
        (ErrorCode.RecordsNotWritten, RecordsNotWritten),
        Line(ErrorCode.JournalNotFound, "journal", "verify", "/nonexistent/folder"),
    ];

    // At the end of a process, with a promise in the queue and a store that is down.
    private static ErrorPlaces RecordsNotWritten()
    {
        TroubledStore store = new(new FilePlayerStore(new SimulatedStorage(1), new FilePlayerStoreOptions())) { IsDown = true };
        using PlayerRecords records = PlayerRecords.Over(store, PlayerStoreKind.Files, rules: null, shards: 1, keptAside: null);
        EffectQueue effects = records.Shards[0].Effects;
        Xunit.Assert.True(effects.TryOffer(new EffectId(1, new Tick(1), 0), "anna", 1, EffectKeeping.Each, []));
        effects.Publish();
        FormattableString? left = records.Finish(() => true, TimeSpan.FromMilliseconds(20), isKept: true);
        return left is null ? ErrorPlaces.None : Seen(ErrorCode.RecordsNotWritten, Complaint.LineOf(ErrorCode.RecordsNotWritten, left));
    }

    private static (ErrorCode Code, Func<ErrorPlaces> Run) Line(ErrorCode code, params string[] arguments) => With(code, _ => arguments);

    private static (ErrorCode Code, Func<ErrorPlaces> Run) With(ErrorCode code, Func<string, string[]> arguments, Func<string, IDisposable>? hold = null, (string Name, string Value)? variable = null) => (code, () =>
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            using IDisposable? held = hold?.Invoke(folder);
            return Seen(code, Run(variable, [.. arguments(folder)]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    });

    private static ErrorPlaces PortTaken()
    {
        using UdpClient taken = new(new IPEndPoint(IPAddress.Loopback, 0));
        return Seen(ErrorCode.PortTaken, Run(null, "run", "--bind", "127.0.0.1", "--port", $"{((IPEndPoint)taken.Client.LocalEndPoint!).Port}", "--durability", "none"));
    }

    // What the system only says to others than the tests' user: from its answer on, it is the same code.
    private static (ErrorCode Code, Func<ErrorPlaces> Run) Complained(ErrorCode code, SocketError answer) => (code, () =>
    {
        (ErrorCode found, string reason) = BindFailure.Of(new SocketException((int)answer));
        return Seen(code, Complaint.LineOf(new StartException(found, reason)));
    });

    private static ErrorPlaces Seen(ErrorCode code, string errors) => errors.Contains(ErrorCatalogue.TextOf(code) + " ", StringComparison.Ordinal) ? ErrorPlaces.Line : ErrorPlaces.None;

    private static string Run((string Name, string Value)? variable, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Program.Value, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        if (variable is { } set) start.Environment[set.Name] = set.Value;
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using System.Threading.Timer patience = new(_ => process.Kill(), null, 60_000, -1);
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return errors;
    }

    private static string FileOf(string folder, string name, string content)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
