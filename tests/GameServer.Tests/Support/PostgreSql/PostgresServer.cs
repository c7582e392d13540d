using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Npgsql;

namespace GameServer.Tests.Support;

/// <summary>
/// A PostgreSQL server of the tests' own: a fresh folder, a socket file instead of a port, started when first needed and gone with the tests. The binaries are the system's
/// (Debian: apt-get install postgresql). As PostgreSQL refuses to run for root, it then runs for the user that package made.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string ServiceUser = "postgres";
    private const string ChangeUser = "/usr/bin/setpriv";

    private static readonly string? s_binaries = FindBinaries();

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "gs-pg-" + Path.GetRandomFileName());
    private readonly Lock _gate = new();
    private bool _isMade;
    private int _databases;

    /// <summary>Why there can be no server here; null when there can. POSTGRES_REQUIRED=1 turns the reason into a failure.</summary>
    public static string? MissingReason
    {
        get
        {
            if (Environment.GetEnvironmentVariable("POSTGRES_REQUIRED") == "1") return null;
            if (s_binaries is null) return "no PostgreSQL server found under /usr/lib/postgresql/*/bin: install Debian's package 'postgresql'";
            bool canServe = !IsRoot || (File.Exists(ChangeUser) && File.ReadLines("/etc/passwd").Any(line => line.StartsWith(ServiceUser + ":", StringComparison.Ordinal)));
            return canServe ? null : $"PostgreSQL refuses to run for root, and there is no user {ServiceUser} or no {ChangeUser}";
        }
    }

    private static bool IsRoot => Environment.IsPrivilegedProcess;

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public string CreateDatabase()
    {
        lock (_gate)
        {
            if (!_isMade) Make();
            string name = string.Create(CultureInfo.InvariantCulture, $"test{++_databases}");
            using NpgsqlConnection connection = new(ConnectionString("postgres") + ";Pooling=false");
            connection.Open();
            using NpgsqlCommand command = new($"create database {name}", connection);
            command.ExecuteNonQuery();
            return ConnectionString(name);
        }
    }

    /// <summary>Starts it again after <see cref="Stop"/>; returns when it answers.</summary>
    public void Start() => Run("pg_ctl", "-D", DataFolder, "-w", "-l", Path.Combine(_folder, "log"), "-o", $"-k {_folder} -c listen_addresses='' -c fsync=off", "start");

    /// <summary>Stops it as a crash would: connections break off in the middle.</summary>
    public void Stop() => Run("pg_ctl", "-D", DataFolder, "-w", "-m", "immediate", "stop");

    public void Dispose()
    {
        if (!_isMade) return;
        NpgsqlConnection.ClearAllPools();
        if (File.Exists(Path.Combine(DataFolder, "postmaster.pid"))) Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private string DataFolder => Path.Combine(_folder, "data");

    private string ConnectionString(string database) => $"Host={_folder};Username=gameserver;Database={database};Maximum Pool Size=16;Timeout=5;Command Timeout=5";

    private void Make()
    {
        Directory.CreateDirectory(_folder);
        if (IsRoot) Execute("chown", [ServiceUser, _folder]);
        Run("initdb", "-D", DataFolder, "-A", "trust", "-U", "gameserver", "-E", "UTF8", "--locale=C", "--no-sync");
        _isMade = true;
        Start();
    }

    private static void Run(string program, params string[] arguments)
    {
        string path = Path.Combine(s_binaries ?? throw new InvalidOperationException("POSTGRES_REQUIRED is set, and there is no PostgreSQL server here."), program);
        if (IsRoot) Execute(ChangeUser, ["--reuid=" + ServiceUser, "--regid=" + ServiceUser, "--clear-groups", path, .. arguments]);
        else Execute(path, arguments);
    }

    private static void Execute(string path, IReadOnlyList<string> arguments)
    {
        // Not our streams: a server that inherits them would keep the test run's output open for as long as it lives.
        ProcessStartInfo start = new("/bin/sh", ["-c", "cd / && exec \"$@\" > /dev/null 2>&1 < /dev/null", "sh", path, .. arguments]);
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{path} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static string? FindBinaries()
    {
        const string Root = "/usr/lib/postgresql";
        if (!Directory.Exists(Root)) return null;
        return Directory.EnumerateDirectories(Root)
            .Select(version => Path.Combine(version, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "pg_ctl")) && File.Exists(Path.Combine(folder, "initdb")))
            .OrderByDescending(folder => folder, StringComparer.Ordinal)
            .FirstOrDefault();
    }
}
