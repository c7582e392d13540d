using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.Tests.Simulation.Paths;

/// <summary>
/// One direction of a path, in ticks: a link of limited rate with a queue in front of it, then a delay. Loss is decided on entry, at random and in bursts.
/// </summary>
internal sealed class Path(ulong seed, string name)
{
    /// <summary>What IP and UDP add to a payload.</summary>
    private const int HeaderBytes = 28;

    private readonly Queue<(double Arrival, byte[] Bytes)> _underway = [];
    private Prng _prng = Prng.For(seed, name);
    private int _burstTicks;
    private int _ticksSeen = -1;
    private double _freeAt;      // when the link has sent all that waits for it

    /// <summary>Bytes the link carries per tick; infinite unless set.</summary>
    public double BytesPerTick { get; set; } = double.PositiveInfinity;

    /// <summary>Ticks of queue beyond which the link drops: a bloated buffer.</summary>
    public double QueueTicksMax { get; set; } = 60;

    public int DelayTicks { get; set; } = 2;

    public double LossChance { get; set; }

    /// <summary>Chance per tick that a burst starts: 30 % loss for 2 to 15 ticks, 50 to 500 ms at 30 Hz.</summary>
    public double BurstChance { get; set; }

    /// <summary>Bytes that left the link, headers included.</summary>
    public long CarriedBytes { get; private set; }

    /// <summary>How long the link would need for what waits, in ticks.</summary>
    public double QueueTicks(int tick) => _freeAt > tick ? _freeAt - tick : 0;

    public void Send(byte[] bytes, int tick)
    {
        if (tick != _ticksSeen) AgeBurst(tick);
        if (_prng.NextChance(_burstTicks > 0 ? 0.3 : LossChance) || QueueTicks(tick) > QueueTicksMax) return;
        double ticks = (bytes.Length + HeaderBytes) / BytesPerTick;
        _freeAt = (_freeAt > tick ? _freeAt : tick) + ticks;
        CarriedBytes += bytes.Length + HeaderBytes;
        _underway.Enqueue((_freeAt + DelayTicks, bytes));
    }

    public bool TryReceive(int tick, out byte[] bytes)
    {
        bytes = [];
        if (_underway.Count == 0 || _underway.Peek().Arrival > tick) return false;
        bytes = _underway.Dequeue().Bytes;
        return true;
    }

    private void AgeBurst(int tick)
    {
        _ticksSeen = tick;
        if (_burstTicks > 0) _burstTicks--;
        else if (_prng.NextChance(BurstChance)) _burstTicks = _prng.NextInt(2, 16);
    }
}
