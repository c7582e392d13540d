using System;
using GameServer.Core;

namespace GameServer.LoadTest.Simulated;

/// <summary>
/// The commands one player really gave, by the tick they were meant for. A client whose count was set back gives two for one tick. One that jumps ahead gives its last command
/// again for the ticks between, unless they are more than a packet holds: then it gives none for them.
/// </summary>
internal sealed class InputLedger
{
    private const int TicksKept = 1024;
    private const int PerTick = 8;

    private readonly Tick[] _ticks = new Tick[TicksKept];
    private readonly ulong[] _hashes = new ulong[TicksKept * PerTick];
    private Tick _newest;
    private ulong _newestHash;

    public static ulong HashOf(ReadOnlySpan<int> fields) => StateHasher.Mix(StateHasher.Combine(1, fields));

    public void Add(Tick tick, ReadOnlySpan<int> fields)
    {
        bool repeats = !_newest.IsNone && tick - _newest <= Limits.InputsPerPacket;
        for (Tick skipped = _newest + 1; repeats && skipped < tick; skipped += 1) Add(skipped, _newestHash);
        _newest = tick;
        _newestHash = HashOf(fields);
        Add(tick, _newestHash);
    }

    /// <summary>Whether the player gave this command for this tick.</summary>
    public bool Gave(Tick tick, ulong hash)
    {
        int place = (int)(tick.Value % TicksKept);
        return _ticks[place] == tick && _hashes.AsSpan(place * PerTick, PerTick).Contains(hash);
    }

    private void Add(Tick tick, ulong hash)
    {
        int place = (int)(tick.Value % TicksKept);
        Span<ulong> hashes = _hashes.AsSpan(place * PerTick, PerTick);
        if (_ticks[place] != tick) hashes.Clear();
        _ticks[place] = tick;
        hashes[..^1].CopyTo(hashes[1..]);
        hashes[0] = hash;
    }
}
