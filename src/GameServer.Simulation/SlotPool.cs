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

    /// <summary>Saves which slots rest, oldest release first, and since when.</summary>
    public void Save(StateWriter state)
    {
        state.Write(HighWater);
        state.Write(_count);
        for (int i = 0; i < _count; i++)
        {
            ushort slot = _resting[(_first + i) % capacity];
            state.Write(slot);
            state.Write(_releasedAt[slot]);
        }
    }

    public void Load(ref StateReader state)
    {
        HighWater = state.ReadCount(capacity);
        int count = state.ReadCount(HighWater);
        for (int i = 0; i < count; i++)
        {
            ushort slot = state.Read<ushort>();
            Tick releasedAt = state.Read<Tick>();
            state.Require(slot < HighWater);
            if (state.Failed) return;
            _resting[i] = slot;
            _releasedAt[slot] = releasedAt;
        }

        _first = 0;
        _count = count;
    }
}
