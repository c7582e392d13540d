using System;

namespace GameServer.LoadTest.Machine;

/// <summary>For systems without an event queue we know: each socket is named once per round, and asking it is how one finds out.</summary>
internal sealed class AssumedReadiness(int socketsMax) : Readiness
{
    private const int ChunkMax = 128;

    private readonly int[] _indexes = new int[socketsMax];
    private readonly bool[] _isWatched = new bool[socketsMax];
    private int _count;
    private int _start;
    private int _next;

    public override void Watch(int handle, int index)
    {
        if (_isWatched[index]) return;   // another socket took the place of the one before
        _isWatched[index] = true;
        _indexes[_count++] = index;
    }

    public override int Take(out bool more)
    {
        _start = _next;
        int end = Math.Min(_count, _start + ChunkMax);
        more = end < _count;
        _next = more ? end : 0;
        return end - _start;
    }

    public override int IndexAt(int position) => _indexes[_start + position];

    public override void Dispose()
    {
        // Nothing is held.
    }
}
