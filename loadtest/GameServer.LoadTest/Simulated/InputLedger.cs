using System;
using GameServer.Core;

namespace GameServer.LoadTest.Simulated;

/// <summary>
/// The commands one player really gave, by the tick they were meant for. A client whose count jumped back may give two for one tick; one that jumps ahead repeats its last
/// command for the ticks between.
/// </summary>
internal sealed class InputLedger
{
    private const int TicksKept = 1024;
    private const int PerTick = 8;

    private readonly Tick[] _ticks = new Tick[TicksKept];
    private readonly ulong[] _hashes = new ulong[TicksKept * PerTick];
    private Tick _last;
    private ulong _lastHash;

    public static ulong HashOf(ReadOnlySpan<int> fields) => StateHasher.Mix(StateHasher.Combine(1, fields));

    public void Add(Tick tick, ReadOnlySpan<int> fields)
    {
        // As the client does it: what it then samples once more after jumping back does not unsay the repetitions.
        if (!_last.IsNone && tick > _last && tick - _last <= Limits.InputsPerPacket)
        {
            for (Tick skipped = _last + 1; skipped < tick; skipped += 1) Note(skipped, _lastHash);
        }

        _last = tick;
        _lastHash = HashOf(fields);
        Note(tick, _lastHash);
    }

    /// <summary>Whether the player gave this command for this tick, or for the last one before it that was given any.</summary>
    public bool Gave(Tick tick, ulong hash)
    {
        for (uint given = tick.Value; given > 0 && tick.Value - given < TicksKept; given--)
        {
            int place = (int)(given % TicksKept);
            if (_ticks[place].Value == given) return _hashes.AsSpan(place * PerTick, PerTick).Contains(hash);
        }

        return false;
    }

    private void Note(Tick tick, ulong hash)
    {
        int place = (int)(tick.Value % TicksKept);
        Span<ulong> hashes = _hashes.AsSpan(place * PerTick, PerTick);
        if (_ticks[place] != tick) hashes.Clear();
        _ticks[place] = tick;
        hashes[..^1].CopyTo(hashes[1..]);
        hashes[0] = hash;
    }
}
