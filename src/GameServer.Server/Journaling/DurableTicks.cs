using GameServer.Core;

namespace GameServer.Server;

/// <summary>
/// Which of a room's ticks the disk has promised, from the numbers of the records they are in. Remembers as many ticks as can be on their way; when more are, the newest two become
/// one, which is promised with the later.
/// </summary>
internal sealed class DurableTicks(Tick newest)
{
    private const int Capacity = 256;   // 2 s at 128 Hz: a disk that is slower loses detail, not promises

    private readonly (ulong Sequence, Tick Tick)[] _waiting = new (ulong, Tick)[Capacity];
    private int _first;
    private int _count;
    private Tick _resumedAt;   // ticks behind it count only together with the checkpoint of this one

    /// <summary>The newest tick that a crash cannot undo.</summary>
    public Tick Newest { get; private set; } = newest;

    public void Add(ulong sequence, Tick tick)
    {
        if (_count == Capacity) _count--;
        _waiting[(_first + _count++) % Capacity] = (sequence, tick);
    }

    /// <summary>The log has a gap before <paramref name="checkpoint"/>, of which nothing helps but this checkpoint.</summary>
    public void ResumeAt(Tick checkpoint) => _resumedAt = checkpoint;

    /// <summary>The room's state at <paramref name="tick"/> is safe, and with it all before.</summary>
    public void CheckpointStored(Tick tick)
    {
        if (tick > Newest) Newest = tick;
        if (tick >= _resumedAt) _resumedAt = Tick.None;
    }

    public void Advance(ulong durableSequence)
    {
        while (_count > 0 && _waiting[_first].Sequence <= durableSequence)
        {
            Tick tick = _waiting[_first].Tick;
            if (!_resumedAt.IsNone && tick > _resumedAt) return;
            if (tick > Newest) Newest = tick;
            _first = (_first + 1) % Capacity;
            _count--;
        }
    }
}
