using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.Host.Pacing;
using GameServer.LoadTest.Bots;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.Tests.Dashboard;

/// <summary>Players who play on a real server for as long as tests look, polled by one thread.</summary>
internal sealed class LivePlayers : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);   // of tests on a busy machine; nothing is measured

    private readonly List<Bot> _bots = [];
    private readonly Dictionary<string, GameClient> _clients = [];
    private readonly List<UdpDatagramSocket> _sockets = [];
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private volatile bool _isOver;

    private LivePlayers()
    {
        _thread = new Thread(Play) { IsBackground = true, Name = "players" };
    }

    /// <summary>Returns once all of them play.</summary>
    public static LivePlayers Join(int port, params string[] names)
    {
        LivePlayers players = new();
        foreach (string name in names) players.Add(port, name);
        players._thread.Start();
        if (SpinWait.SpinUntil(() => players.AreAllPlaying, s_patience)) return players;
        players.Dispose();
        throw new TimeoutException("the players never played");
    }

    /// <summary>The id that a player has.</summary>
    public string IdOf(string name) => _clients[name].PlayerId;

    /// <summary>Whether a player was told that the session is over, and how.</summary>
    public (ClientCloseReason Reason, string Text) WaitUntilClosed(string name)
    {
        GameClient client = _clients[name];
        SpinWait.SpinUntil(() => Look(() => client.State == ClientState.Closed), s_patience);
        lock (_gate) return (client.CloseReason, client.CloseText);
    }

    public void Dispose()
    {
        _isOver = true;
        if (_thread.IsAlive) _thread.Join();
        foreach (UdpDatagramSocket socket in _sockets) socket.Dispose();
    }

    private bool AreAllPlaying => Look(() => _bots.All(bot => bot.Client.State == ClientState.Playing));

    private void Add(int port, string name)
    {
        UdpDatagramSocket socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _sockets.Add(socket);
        GameClientOptions options = new() { PlayerName = name, PlayerId = $"account/{_bots.Count}" };   // a slash: ids may hold anything
        Bot bot = new(options, BotBehaviour.Wander, ArenaGame.FieldSize(16), socket, new SnapshotScratch(), new BotTimes(), seed: (ulong)_bots.Count + 1);
        bot.Client.Connect(Endpoint.FromIPv4(0x7F00_0001, (ushort)port), MonotonicClock.Now());
        _bots.Add(bot);
        _clients.Add(name, bot.Client);
    }

    private bool Look(Func<bool> holds)
    {
        lock (_gate) return holds();
    }

    // A client polls once per frame, as a game does.
    private void Play()
    {
        PreciseSleeper frames = PreciseSleeper.ForThisThread(0);
        while (!_isOver)
        {
            lock (_gate)
            {
                foreach (Bot bot in _bots) bot.Poll(MonotonicClock.Now());
            }

            frames.SleepUntil(MonotonicClock.Nanoseconds() + (8 * Timestamp.NanosecondsPerMillisecond));
        }
    }
}
