using System;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Scenes;

namespace GameServer.LoadTest.Budget;

/// <summary>Watches one player of a cell: hears of inputs, snapshots and corrections, and looks at every frame.</summary>
internal sealed class CellWatch
{
    private const int TicksKept = 512;                      // of inputs in flight: 4 s at 128 Hz
    private const float LeastTurn = 4 * MathF.Tau / 256;    // of what the screen can tell

    private readonly ScenePlayer _player;
    private readonly CellTally _tally;
    private readonly double _tickMs;
    private readonly Tick[] _sampledTicks = new Tick[TicksKept];
    private readonly long[] _sampledNs = new long[TicksKept];
    private readonly Tick[] _missedTicks = new Tick[TicksKept];   // for which the server had no input
    private readonly int _blameTicks;
    private Tick _seen;         // newest tick of which the server's state was seen
    private long _missedCount;
    private bool _flies;        // in the last frame
    private float _aim;
    private float _drawn;
    private int _turnFrames;    // since the controls turned; 0 once the ship has

    public CellWatch(ScenePlayer player, CellTally tally, Scene scene)
    {
        _player = player;
        _tally = tally;
        _blameTicks = scene.Options.TickRateHz;
        _tickMs = 1000.0 / scene.Options.TickRateHz;
        _missedCount = MissedOf(scene);
        _player.Sampled = NoteSample;
        _player.Arrived = NoteArrival;
        _player.Client.Prediction!.Mispredicted = wrong => _tally.Count(wrong, FollowsMiss(wrong.Tick), _flies);
        _seen = Tick.None;
    }

    /// <summary>After every tick of the server.</summary>
    public void LookAtServer(Scene scene)
    {
        _tally.ServerTicks++;
        long count = MissedOf(scene);
        if (count == _missedCount) return;
        _tally.MissedInputs += count - _missedCount;
        _missedCount = count;
        _missedTicks[scene.Room.Tick.Value % TicksKept] = scene.Room.Tick;
    }

    /// <summary>After every frame.</summary>
    public void LookAtScreen()
    {
        if (_player.Client is not { Prediction: { Newest.IsNone: false } prediction, Interpolation: { IsRunning: true } others }) return;
        double pictureMs = (prediction.Newest.Value - others.ViewTick) * _tickMs;
        _tally.PictureAges.Record((long)(Math.Max(0, pictureMs) * CellTally.PerMs));
        _tally.InterpolationMs += _player.Client.Quality.InterpolationMs;
        _tally.Frames++;
        LookForTurn();
    }

    private bool FollowsMiss(Tick tick)
    {
        for (int back = 0; back <= _blameTicks && back < tick.Value; back++)
        {
            Tick earlier = new(tick.Value - (uint)back);
            if (_missedTicks[earlier.Value % TicksKept] == earlier) return true;
        }

        return false;
    }

    private void NoteSample(Tick tick)
    {
        _tally.PredictedTicks++;
        _sampledTicks[tick.Value % TicksKept] = tick;
        _sampledNs[tick.Value % TicksKept] = _player.FrameNs;
    }

    // Where a snapshot was lost, the next one shows what its inputs did as well.
    private void NoteArrival(SnapshotArrival arrival)
    {
        Tick newest = arrival.Info.Tick;
        if (!_seen.IsNone && newest <= _seen) return;
        Tick first = _seen.IsNone || newest - _seen > TicksKept ? newest : _seen + 1;
        for (Tick tick = first; tick <= newest; tick += 1)
        {
            uint index = tick.Value % TicksKept;
            if (_sampledTicks[index] == tick) _tally.InputAges.Record((_player.FrameNs - _sampledNs[index]) / CellTally.NsPerUnit);
        }

        _seen = newest;
    }

    private void LookForTurn()
    {
        if (!_player.TryOwnShip(out OwnEntity ship, out Body body)) return;
        _flies = _player.Client.Prediction!.Get(ArenaSchema.Vitals, ship).State == ShipState.Flying;
        bool turned = body.Angle != _drawn;
        _drawn = body.Angle;
        float aim = _player.Controls.Aim;
        bool turns = MathF.Abs(MathF.IEEERemainder(aim - _aim, MathF.Tau)) > LeastTurn;
        _aim = aim;
        if (!_flies) _turnFrames = 0;
        else if (_turnFrames > 0) _turnFrames++;
        else if (turns) _turnFrames = 1;
        if (_turnFrames == 0 || !turned) return;
        _tally.TurnFrames.Record(_turnFrames);
        _turnFrames = 0;
    }

    private long MissedOf(Scene scene)
    {
        foreach (Server.Session session in scene.Room.Sessions)
        {
            if (session.Player == _player.Client.Player) return session.InputsMissed;
        }

        return _missedCount;
    }
}
