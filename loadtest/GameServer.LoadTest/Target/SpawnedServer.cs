using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using GameServer.LoadTest.Machine;

namespace GameServer.LoadTest.Target;

/// <summary>A server process of our own: started with ports of its choosing, read for its start-up line, ended by SIGTERM.</summary>
internal sealed partial class SpawnedServer : IDisposable
{
    private static readonly TimeSpan s_stopMax = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Lock _logLock = new();
    private readonly TaskCompletionSource<string?> _startLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _linesBeforeListening = [];
    private StreamWriter? _log;
    private bool _isListening;

    private SpawnedServer(Process process, long startedNs, StreamWriter? log)
    {
        _process = process;
        StartedNs = startedNs;
        _log = log;
    }

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>When its process was made, on <see cref="SteadyClock"/>.</summary>
    public long StartedNs { get; }

    /// <summary>When its line that it listens was read.</summary>
    public long ListeningNs { get; private set; }

    /// <summary>What it said before it listened: what it found in its data folder, for instance.</summary>
    public IReadOnlyList<string> LinesBeforeListening => _linesBeforeListening;

    /// <summary>The last line on its error output; empty when there was none.</summary>
    public string LastError { get; private set; } = "";

    public int Port { get; private set; }

    /// <summary>Host and port of its admin address; null when it named none.</summary>
    public string? Admin { get; private set; }

    /// <summary>Starts it and waits for the line that says it listens; null, and one line to <paramref name="say"/>, when that does not come. Its output is added to the log.</summary>
    public static async Task<SpawnedServer?> TryStart(string assembly, string[] arguments, string? logPath, Action<string> say, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new("dotnet", [assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        long startedNs = SteadyClock.Nanoseconds();
        Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        SpawnedServer server = new(process, startedNs, logPath is null ? null : new StreamWriter(logPath, append: true) { AutoFlush = true });
        server.Listen();
        Task ended = await Task.WhenAny(server._startLine.Task, Task.Delay(TimeSpan.FromSeconds(30)));
        if (ended == server._startLine.Task && TryReadStartLine(server._startLine.Task.Result ?? "", out int port, out string? admin))
        {
            server.Port = port;
            server.Admin = admin;
            return server;
        }

        say(process.WaitForExit(1000) ? $"the server ended with exit code {process.ExitCode}: {server.LastError}" : "the server did not say that it listens within 30 s");
        server.Dispose();
        return null;
    }

    /// <summary>Asks it to stop and waits, ten seconds or as long as it is given; its exit code, or null when it had to be killed.</summary>
    public int? Stop(TimeSpan? patience = null)
    {
        if (!_process.HasExited)
        {
            if (OperatingSystem.IsWindows()) _process.Kill();
            else _ = LinuxCalls.Signal(_process.Id, LinuxCalls.Terminate);
        }

        if (!_process.WaitForExit(patience ?? s_stopMax))
        {
            _process.Kill();
            return null;
        }

        _process.WaitForExit(); // and until its output was read to the end
        return _process.ExitCode;
    }

    /// <summary>Kills it without a warning (SIGKILL) and waits until it is gone.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
        lock (_logLock)
        {
            _log?.Dispose();
            _log = null;
        }
    }

    /// <summary>The first port and the admin address in the line by which a server says that it listens.</summary>
    internal static bool TryReadStartLine(string line, out int port, out string? admin)
    {
        Match match = StartLine().Match(line);
        port = 0;
        admin = match.Groups["admin"].Success ? match.Groups["admin"].Value : null;
        return match.Success && int.TryParse(match.Groups["port"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out port);
    }

    [GeneratedRegex(@"listening on \S+:(?<port>\d+)[ ,].*?(admin http://(?<admin>[^\s,/]+)|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StartLine();

    private void Listen()
    {
        _process.OutputDataReceived += (_, received) => Take(received.Data, isError: false);
        _process.ErrorDataReceived += (_, received) => Take(received.Data, isError: true);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Take(string? line, bool isError)
    {
        if (line is null)
        {
            // Its output ended: if the line has not come by now, it never will.
            if (!isError) _startLine.TrySetResult(null);
            return;
        }

        lock (_logLock) _log?.WriteLine(line);
        if (isError) LastError = line;
        else if (!_isListening) TakeUntilListening(line);
    }

    private void TakeUntilListening(string line)
    {
        _isListening = TryReadStartLine(line, out _, out _);
        if (!_isListening)
        {
            _linesBeforeListening.Add(line);
            return;
        }

        ListeningNs = SteadyClock.Nanoseconds();
        _startLine.TrySetResult(line);
    }
}
