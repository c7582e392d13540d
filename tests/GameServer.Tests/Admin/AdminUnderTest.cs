extern alias host;

using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Host;
using GameServer.Host.Admin;
using GameServer.Host.LiveContent;
using GameServer.Host.Logging;
using GameServer.Host.Metrics;
using GameServer.Host.Operating;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Transport;
using Microsoft.Extensions.Logging;
using MonotonicClock = host::GameServer.Host.Pacing.MonotonicClock;

namespace GameServer.Tests.Admin;

/// <summary>The admin address over a shard that runs, or stands still, in this process.</summary>
internal sealed class AdminUnderTest : IDisposable
{
    public const string Viewer = "viewer-token-0123456789";
    public const string Operator = "operator-token-0123456789";
    public const string Admin = "admin-token-0123456789";

    private readonly UdpDatagramSocket _socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly ShardThread? _thread;
    private readonly AdminServer _server;
    private readonly MetricsService _metrics;
    private readonly EventPump _events;
    private readonly HttpClient _client = new();

    /// <summary>Opens the address.</summary>
    /// <param name="runs">Whether the shard runs; one that stands still answers nothing.</param>
    /// <param name="shape">Changes the options; without, there are three tokens.</param>
    /// <param name="auditTime">The audit log's clock.</param>
    /// <param name="faults">What else is wrong with it.</param>
    public AdminUnderTest(bool runs = true, Func<HostOptions, HostOptions>? shape = null, TimeProvider? auditTime = null, Faults? faults = null)
    {
        HostOptions options = new() { Admin = "127.0.0.1:0", AdminTokens = [$"viewer:{Viewer}", $"operator@olga:{Operator}", $"admin@anna:{Admin}"], PlayersPerRoom = 16, RealTime = false };
        options = shape is null ? options : shape(options);
        faults ??= new Faults();
        Bans = BanBook.Open(faults.BansCannotBeStored ? new SimulatedStorage(1) { Faults = new StorageFaults { AppendFailChance = 1 } } : null, TimeProvider.System);
        Shard = new Shard(() => new ArenaGame(options.TickRateHz), options.ForShard(0), _socket, NoStageClock.Instance, MonotonicClock.Now(), bans: Bans.Table);
        if (runs) _thread = new ShardThread(Shard, 0, realTime: false, failure => Broken = failure);
        _thread?.Start();
        Audit = AuditLog.Open(faults.AuditsInMemory ? null : Folder, auditTime ?? TimeProvider.System);
        ShardDesk[] desks = [new ShardDesk(Shard, 0, _socket.LocalEndpoint.Port)];
        Operations = new Operations(desks, options.TickRateHz, new RoomKeeper(desks, [null], index => faults.HasAllRooms ? options.ForShard(index) with { Rooms = ShardOptions.RoomsMax } : options.ForShard(index), ended: null), Bans, new DrainControl(desks, _ => { }));
        Operations.Open();
        StatusSource status = new(options, [_socket], [Shard], null, null);
        _metrics = new MetricsService(() => status.ReadMetrics(Log.Errors, isReady: true));
        _events = new EventPump(Log, [Shard.Events], _ => 0);
        Parts = new AdminParts
        {
            Status = status,
            Operations = Operations,
            Tokens = AdminTokens.Load(options),
            Audit = Audit,
            Metrics = faults.LacksMetrics ? null! : _metrics.Exporter,
            Log = Log,
            Content = faults.HasContent ? ContentService.Open(new ArenaGame(30).Content, null, new ContentFolder(Folder, []), TimeProvider.System) : null,
        };
        _server = AdminServer.Start(options, Parts);
        _client.BaseAddress = new Uri($"http://{_server.Endpoint}");
    }

    public Shard Shard { get; }

    public AdminParts Parts { get; }

    public Operations Operations { get; }

    public BanBook Bans { get; }

    public AuditLog Audit { get; }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public IPEndPoint Endpoint => _server.Endpoint;

    public IPEndPoint GameEndpoint => new(IPAddress.Loopback, _socket.LocalEndpoint.Port);

    public ServerLog Log { get; } = new(TextWriter.Null, LogFormat.Text, LogLevel.Information, TimeProvider.System);

    /// <summary>Every entry of the log.</summary>
    public IReadOnlyList<LogEntry> Logged()
    {
        _events.Pump();
        return [.. Log.Ring.ReadAsync(new LogFilter(), follow: false).ToBlockingEnumerable()];
    }

    public Exception? Broken { get; private set; }

    public long Ticks => Shard.Status.Read().TickCount;

    public async Task<Answer> Ask(HttpMethod method, string path, string? token, string? json = null, Action<HttpRequestMessage>? shape = null)
    {
        using HttpRequestMessage request = new(method, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        shape?.Invoke(request);
        using HttpResponseMessage response = await _client.SendAsync(request);
        return new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", await response.Content.ReadAsStringAsync());
    }

    /// <summary>Writes bytes to the address as they are, and reads what comes: all of it until the connection is closed, or only what comes first.</summary>
    public async Task<string> Write(byte[] bytes, bool untilClosed = true)
    {
        using TcpClient connection = new();
        await connection.ConnectAsync(Endpoint);
        NetworkStream stream = connection.GetStream();
        StringBuilder answer = new();
        byte[] buffer = new byte[4_096];
        try
        {
            await stream.WriteAsync(bytes);
            int length;
            do
            {
                length = await stream.ReadAsync(buffer);
                answer.Append(Encoding.Latin1.GetString(buffer, 0, length));
            }
            while (length > 0 && untilClosed);
        }
        catch (IOException)
        {
            // Closed before all of it was sent or read: what was answered before counts.
        }

        return answer.ToString();
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        Operations.Dispose();
        _thread?.Stop(default);
        _thread?.Join();
        _events.Dispose();
        _metrics.Dispose();
        Audit.Dispose();
        _socket.Dispose();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
        else File.Delete(Folder);
    }

    /// <summary>The data folder's disk is gone: where it was, nothing can be made.</summary>
    public void LoseFolder()
    {
        Directory.Delete(Folder, recursive: true);
        File.WriteAllText(Folder, "a file where the folder was");
    }

    /// <summary>What can be wrong with it from the start.</summary>
    internal sealed record Faults
    {
        public bool BansCannotBeStored { get; init; }

        /// <summary>The shard counts as full of rooms.</summary>
        public bool HasAllRooms { get; init; }

        public bool HasContent { get; init; }

        public bool AuditsInMemory { get; init; }

        /// <summary>An error of ours: who asks for metrics meets it.</summary>
        public bool LacksMetrics { get; init; }
    }

    /// <summary>An answer of the address.</summary>
    internal sealed record Answer(int Status, string ContentType, string Body)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        /// <summary>The problem's code; None when it is no problem.</summary>
        public ErrorCode Code
        {
            get
            {
                if (ContentType != "application/problem+json") return ErrorCode.None;
                return ErrorCatalogue.TryRead(Json.GetProperty("code").GetString(), out ErrorCode code) ? code : throw new InvalidOperationException(Body);
            }
        }
    }
}
