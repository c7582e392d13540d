using System;
using System.Globalization;
using System.Net;
using System.Threading;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Target;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.LoadTest.Garbage;

/// <summary>
/// Throws hostile datagrams at a server for a while, half of them from the sockets of players it knows, and then asks the only question that matters: can somebody new
/// still join and play? What happens to the griefers themselves is nobody's concern.
/// </summary>
internal sealed class GarbageRun(string server, double seconds, int rate, int grieferCount, string key, ulong seed)
{
    private const double ProofSeconds = 10;
    private const float FieldSize = 64;   // any corner of any field will do

    private readonly SnapshotScratch _scratch = new();
    private readonly GarbageMaker _maker = new(seed);
    private readonly long _utcOffset = SteadyClock.UtcOffsetTicks();
    private Endpoint _target;
    private long _sent;
    private ulong _bots;

    public int Run()
    {
        if (!ServerAddress.TryParse(server, out ServerAddress address)) return Refuse($"--server is '{server}'; HOST:PORT is needed");
        if (!(seconds is > 0 and <= 3600)) return Refuse("--seconds must be above 0 and at most 3600");
        if (rate is < 1 or > 100_000) return Refuse("--rate must be 1 to 100000");
        if (grieferCount is < 1 or > 64) return Refuse("--griefers must be 1 to 64");
        IPEndPoint? resolved = address.TryResolve().GetAwaiter().GetResult();
        if (resolved is null) return Refuse($"no address for {address.Host}");
        _target = Endpoint.From(resolved);

        Throw();
        bool survived = SomebodyCanPlay();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_sent} hostile datagrams in {seconds:0.#} s; a new player {(survived ? "could" : "could NOT")} join and play afterwards"));
        return survived ? (int)ExitCode.Pass : (int)ExitCode.Fail;
    }

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine($"loadtest: {problem}");
        return (int)ExitCode.Unusable;
    }

    private void Throw()
    {
        TappedSocket[] taps = new TappedSocket[grieferCount];
        Bot[] griefers = new Bot[grieferCount];
        for (int i = 0; i < grieferCount; i++) (griefers[i], taps[i]) = NewBot();
        using TappedSocket stranger = new(Open());
        long startNs = SteadyClock.Nanoseconds();
        long endNs = startNs + (long)(seconds * Timestamp.NanosecondsPerSecond);
        for (long nowNs = startNs; nowNs < endNs; nowNs = SteadyClock.Nanoseconds())
        {
            Timestamp now = SteadyClock.Now(_utcOffset);
            long due = (long)((nowNs - startNs) / (double)Timestamp.NanosecondsPerSecond * rate);
            for (; _sent < due; _sent++)
            {
                TappedSocket tap = taps[_sent % grieferCount];
                TappedSocket source = (_sent & 1) == 0 ? stranger : tap;
                ReadOnlySpan<byte> garbage = _maker.Next(tap.Last);
                source.SendUnseen(garbage, _target);
            }

            for (int i = 0; i < grieferCount; i++)
            {
                griefers[i].Client.Poll(now);
                if (griefers[i].Client.State != ClientState.Closed) continue;
                taps[i].Dispose();
                (griefers[i], taps[i]) = NewBot();
            }

            Thread.Sleep(2);
        }

        foreach (TappedSocket tap in taps) tap.Dispose();
    }

    private bool SomebodyCanPlay()
    {
        (Bot bot, TappedSocket socket) = NewBot();
        using (socket)
        {
            long endNs = SteadyClock.Nanoseconds() + (long)(ProofSeconds * Timestamp.NanosecondsPerSecond);
            while (SteadyClock.Nanoseconds() < endNs && bot.Client.Statistics.HashChecks < 2)
            {
                bot.Client.Poll(SteadyClock.Now(_utcOffset));
                Thread.Sleep(2);
            }

            bool plays = bot.Client.IsSeated && bot.Client.Statistics is { HashChecks: >= 2, HashMismatches: 0 };
            bot.Client.Leave();
            for (int i = 0; i < 50; i++)
            {
                bot.Client.Poll(SteadyClock.Now(_utcOffset));
                Thread.Sleep(2);
            }

            return plays;
        }
    }

    private (Bot Bot, TappedSocket Socket) NewBot()
    {
        TappedSocket socket = new(Open());
        GameClientOptions options = new() { ConnectKey = key, PlayerName = "griefer" };
        Bot bot = new(options, BotBehaviour.Wander, FieldSize, socket, _scratch, new BotTimes(), seed + _bots++);
        bot.Client.Connect(_target, SteadyClock.Now(_utcOffset));
        return (bot, socket);
    }

    private UdpDatagramSocket Open()
    {
        IPAddress any = _target.IsIPv4 ? IPAddress.Any : IPAddress.IPv6Any;
        return UdpDatagramSocket.Bind(new IPEndPoint(any, 0), UdpSocketOptions.Small);
    }
}
