using System;
using System.IO;
using System.Net;
using System.Text.Json;
using System.Threading;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Swarm;

namespace GameServer.LoadTest.Workers;

/// <summary>A worker's part in one run: plays what its controller says, and tells what it sees.</summary>
internal sealed class WorkerSession(WorkerLine line, IBotGame game) : IDisposable
{
    private const int TellMs = 50;

    private BotSwarm? _swarm;
    private Thread? _teller;
    private int _phases;
    private volatile bool _isLeaving;

    /// <summary>Serves until the controller is done or gone.</summary>
    public void Run()
    {
        try
        {
            while (line.Read<WorkerOrder>() is { } order)
            {
                if (order.Clock) line.Write(new WorkerWord { ClockNs = SteadyClock.Nanoseconds() });
                if (order.Start is { } start && _swarm is null) Start(start);
                if (order.Enter is { } enter && _swarm is not null) Enter(enter);
            }
        }
        catch (Exception failure) when (failure is IOException or JsonException)
        {
            Console.Error.WriteLine($"loadtest: controller: {failure.Message}");
        }

        if (_swarm is not null && !_isLeaving) Enter(new WorkerOrder.WorkerEnter(_phases, SteadyClock.Nanoseconds()));
        _teller?.Join();
    }

    public void Dispose() => _swarm?.Dispose();

    private void Start(WorkerOrder.WorkerStart start)
    {
        if (FileLimit.MakeRoomFor(start.Scenario.BotsMax) is { } limit)
        {
            line.Write(new WorkerWord { Problem = limit });
            return;
        }

        _phases = start.Scenario.Phases.Count;
        _swarm = new BotSwarm(new SwarmOptions
        {
            Server = IPEndPoint.Parse(start.Server),
            Scenario = start.Scenario,
            Threads = start.Threads,
            FirstThread = start.FirstThread,
            ThreadsInAll = start.ThreadsInAll,
            Game = game,
            PlayersPerRoom = start.PlayersPerRoom,
            StartNs = start.StartNs,
        });
        _swarm.Start();
        _teller = new Thread(Tell) { Name = "teller" };
        _teller.Start();
    }

    private void Enter(WorkerOrder.WorkerEnter enter)
    {
        _swarm!.Enter(enter.Phase, enter.StartNs);
        if (enter.Phase >= _phases) _isLeaving = true;
    }

    private void Tell()
    {
        try
        {
            while (!_isLeaving)
            {
                TellNews();
                Thread.Sleep(TellMs);
            }

            _swarm!.Finish();
            TellNews();
            line.Write(new WorkerWord { Done = true });
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // The controller is gone; the loop that reads hears of it, too.
            _swarm!.Enter(_phases, SteadyClock.Nanoseconds());
            _swarm.Finish();
        }
    }

    private void TellNews()
    {
        BotSwarm swarm = _swarm!;
        foreach (SwarmSecond second in swarm.TakeSeconds()) line.Write(new WorkerWord { Second = WireSecond.Of(second) });
        line.Write(new WorkerWord { State = new(swarm.PlayingCount, swarm.FailedCount, swarm.LostCount, swarm.OtherRateHz, swarm.CpuSeconds) });
    }
}
