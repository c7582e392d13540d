using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// One player's jitter buffer: inputs stamped with the tick they are meant for, handed out exactly one per tick. A missing one repeats the last; one that comes
/// after its tick is counted and dropped; one stamped too far ahead likewise.
/// </summary>
public sealed class InputQueue
{
    /// <summary>What of the object to fetch ahead; see <see cref="CacheLine"/>.</summary>
    internal const int ObjectBytes = 88;

    private readonly int _fieldCount;
    private readonly int[] _fields;   // ring of InputAheadTicks rows
    private readonly Tick[] _stamps;
    private readonly int[] _neutral;
    private readonly ViewClaim[] _views;
    private readonly int[] _last;
    private Tick _consumed;

    /// <summary>An empty queue; call <see cref="Reset"/> when a player takes the seat.</summary>
    /// <param name="schema">The game's input.</param>
    /// <param name="neutral">The row of an input that nothing was written to: what a player does who has sent nothing yet.</param>
    public InputQueue(ComponentSchema schema, int[] neutral)
    {
        _neutral = neutral;
        _fieldCount = schema.Fields.Length;
        _fields = new int[Limits.InputAheadTicks * _fieldCount];
        _stamps = new Tick[Limits.InputAheadTicks];
        _views = new ViewClaim[Limits.InputAheadTicks];
        _last = new int[_fieldCount];
    }

    /// <summary>Forgets everything, for a new player whose first input may be for the tick after <paramref name="now"/>.</summary>
    public void Reset(Tick now)
    {
        _consumed = now;
        WasFresh = false;
        LateCount = 0;
        MissedCount = 0;
        TooEarlyCount = 0;
        Silence();
    }

    /// <summary>Forgets the inputs that wait and the one that would be repeated: until the next one comes, the player does nothing. Counts go on.</summary>
    public void Silence()
    {
        View = default;
        Array.Clear(_stamps, 0, _stamps.Length);
        _neutral.CopyTo(_last, 0);
    }

    /// <summary>What the player saw when giving the last input consumed.</summary>
    public ViewClaim View { get; private set; }

    /// <summary>True when the last tick had its own input, false when it repeated an older one.</summary>
    public bool WasFresh { get; private set; }

    /// <summary>Inputs that came after their tick was simulated, copies of ones used in time not included.</summary>
    public long LateCount { get; private set; }

    /// <summary>Ticks that had to repeat the input before.</summary>
    public long MissedCount { get; private set; }

    /// <summary>Inputs stamped further ahead than the buffer holds.</summary>
    public long TooEarlyCount { get; private set; }

    /// <summary>
    /// How many of a packet's inputs, newest first, have to be read: up to the oldest that is neither here nor past. Past ones that were never seen are counted as late.
    /// </summary>
    /// <param name="newest">What the first input is meant for; each further one is for the tick before.</param>
    /// <param name="count">Inputs in the packet, at most <paramref name="newest"/>'s number.</param>
    public int Wanted(Tick newest, int count)
    {
        int wanted = 0;
        for (int i = 0; i < count; i++)
        {
            Tick stamp = newest - i;
            int index = (int)(stamp.Value & (Limits.InputAheadTicks - 1));
            if (stamp <= _consumed) CountIfLate(stamp, index);
            else if (_stamps[index] != stamp) wanted = i + 1;
        }

        return wanted;
    }

    /// <summary>Takes an input meant for tick <paramref name="stamp"/>; copies sent for redundancy are recognised and ignored.</summary>
    /// <param name="stamp">Tick it is meant for.</param>
    /// <param name="fields">The row.</param>
    /// <param name="view">What the player saw.</param>
    /// <returns>True when it was new and in time.</returns>
    public bool Offer(Tick stamp, ReadOnlySpan<int> fields, ViewClaim view = default)
    {
        Check.That(fields.Length == _fieldCount);
        int index = (int)(stamp.Value & (Limits.InputAheadTicks - 1));
        if (stamp <= _consumed)
        {
            CountIfLate(stamp, index);
            return false;
        }

        // Unsigned: a stamp near the end of the numbers, which a stranger may send, is far ahead too.
        if (stamp.Value - _consumed.Value > Limits.InputAheadTicks)
        {
            TooEarlyCount++;
            return false;
        }

        if (_stamps[index] == stamp) return false;
        _stamps[index] = stamp;
        fields.CopyTo(_fields.AsSpan(index * _fieldCount, _fieldCount));
        _views[index] = view;
        return true;
    }

    /// <summary>Fetches what the next calls need; see <see cref="CacheLine"/>. <see cref="ObjectBytes"/> of the queue itself come a step before.</summary>
    internal void Prefetch()
    {
        int index = (int)((_consumed.Value + 1) & (Limits.InputAheadTicks - 1));
        CacheLine.Fetch(_stamps, index);
        CacheLine.Fetch(_views, index);
        CacheLine.Fetch(_fields, index * _fieldCount);
        CacheLine.Fetch(_last, 0);
    }

    /// <summary>The one input for this tick; ticks must be asked for in order. Valid until the next call.</summary>
    public ReadOnlySpan<int> Consume(Tick tick)
    {
        Check.That(tick > _consumed);
        _consumed = tick;
        int index = (int)(tick.Value & (Limits.InputAheadTicks - 1));
        WasFresh = _stamps[index] == tick;
        if (!WasFresh)
        {
            MissedCount++;
            return _last;
        }

        if (Mutations.Has(Mutation.InputOffByOne)) index = (index - 1) & (Limits.InputAheadTicks - 1);
        _fields.AsSpan(index * _fieldCount, _fieldCount).CopyTo(_last);
        View = _views[index];
        return _last;
    }

    /// <summary>
    /// Saves what the ticks so far left behind: the last input and what the player saw. Inputs still waiting are no part of a room's state after a tick; they belong to the log of
    /// the ticks that will consume them.
    /// </summary>
    internal void Save(StateWriter state)
    {
        state.WriteColumn<int>(_last);
        state.Write(View);
    }

    /// <summary>An empty queue after tick <paramref name="now"/> that repeats the saved input until another comes.</summary>
    internal void Load(ref StateReader state, Tick now)
    {
        Reset(now);
        state.ReadColumn(_last.AsSpan());
        View = state.Read<ViewClaim>();
    }

    /// <summary>The last input consumed.</summary>
    internal ReadOnlySpan<int> Last => _last;

    // Counted once per stamp: the ring remembers the newest stamp of each place, so a copy of one already seen is not late.
    private void CountIfLate(Tick stamp, int index)
    {
        if (_consumed - stamp >= Limits.InputAheadTicks || _stamps[index] >= stamp) return;
        _stamps[index] = stamp;
        LateCount++;
    }
}
