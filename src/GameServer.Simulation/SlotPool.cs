using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// Hands out entity slots. A released slot rests for the whole history, oldest release first, so that within the ring a slot means one entity only; fresh
/// slots are preferred last, which keeps the columns short.
/// </summary>
internal sealed class SlotPool(int capacity)
{
    private readonly ushort[] _resting = new ushort[capacity];
    private readonly Tick[] _releasedAt = new Tick[capacity];
    private int _first;
    private int _count;

    /// <summary>Slots below this were handed out at least once.</summary>
    public int HighWater { get; private set; }

    public bool TryTake(Tick now, out ushort slot)
    {
        slot = _resting[_first];
        if (_count > 0 && now - _releasedAt[slot] > Limits.HistoryTicks)
        {
            _first = _first + 1 == capacity ? 0 : _first + 1;
            _count--;
            return true;
        }

        slot = (ushort)HighWater;
        if (HighWater == capacity) return false;
        HighWater++;
        return true;
    }

    public void Release(ushort slot, Tick now)
    {
        int last = _first + _count;
        _resting[last >= capacity ? last - capacity : last] = slot;
        _releasedAt[slot] = now;
        _count++;
    }
}
