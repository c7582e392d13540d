using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.Tests.Simulation.Paths;

/// <summary>
/// One direction of a path, in ticks: a link of limited rate with a queue in front of it, then a delay. Loss is decided on entry.
/// </summary>
internal sealed class Path(ulong seed, string name)
{
    /// <summary>What IP and UDP add to a payload.</summary>
    private const int HeaderBytes = 28;

    private readonly Queue<(double Arrival, byte[] Bytes)> _underway = [];
    private Prng _prng = Prng.For(seed, name);
    private double _freeAt;      // when the link has sent all that waits for it

    /// <summary>Bytes the link carries per tick; infinite unless set.</summary>
    public double BytesPerTick { get; set; } = double.PositiveInfinity;

    /// <summary>Ticks of queue beyond which the link drops: a bloated buffer.</summary>
    public double QueueTicksMax { get; set; } = 60;

    public int DelayTicks { get; set; } = 2;

    public double LossChance { get; set; }

    /// <summary>Bytes that left the link, headers included.</summary>
    public long CarriedBytes { get; private set; }

    /// <summary>How long the link would need for what waits, in ticks.</summary>
    public double QueueTicks(int tick) => _freeAt > tick ? _freeAt - tick : 0;

    public void Send(byte[] bytes, int tick)
    {
        if (_prng.NextChance(LossChance) || QueueTicks(tick) > QueueTicksMax) return;
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
}
