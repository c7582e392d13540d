using System;
using GameServer.Core;
using GameServer.Host.Pacing;

namespace GameServer.Host.Memory;

/// <summary>
/// Collects garbage while the tick thread would sleep. Ticks allocate nothing, but the admin pages and the log do, and the runtime collects whenever a budget of some 16 MiB is used up: it stops every thread in the middle
/// of a tick, and does its work on the thread that allocated, which on a busy machine waits for a processor meanwhile (10 to 79 ms were seen with a thousand players). So the tick thread counts what was allocated, and
/// before the budget is used up it collects itself, right after a tick, when the next one is far enough away. How large the budget is the runtime does not tell: it is learnt from the collections that come uncalled.
/// What players take who join is another matter: it stays, and the collections that follow have to move it, twice, for some 10 ms each with a thousand players. That is done as soon as nobody joins any more, rather than in the
/// middle of the match.
/// </summary>
internal sealed class QuietCollector
{
    // The smallest budget seen was a quarter of a megabyte, on processors with little cache.
    private const long BytesMin = 1 << 20;
    private const long BytesMax = 8 << 20;

    // What a few players who join take: until as much has come, it is not worth a collection of its own.
    private const long JoinedBytes = 1 << 20;
    private const long JoiningNs = Timestamp.NanosecondsPerSecond / 2;   // as long after the last, nobody joins any more
    private const int MovesOfWhatStays = 2;

    private const long UsualNs = 2 * Timestamp.NanosecondsPerMillisecond;   // until it is known
    private const long MarginNs = Timestamp.NanosecondsPerMillisecond / 2;

    private long _bytes = BytesMax;      // so much is allocated before it collects
    private long _allocated;             // at the last collection, whoever called it
    private int _collections = GC.CollectionCount(0);
    private long _longestNs = UsualNs;   // of late
    private long _joinedBytes;           // by the tick thread, when it was last looked at
    private long _settledBytes;          // of them, moved to where they stay
    private long _joinedNs;
    private int _movesLeft;

    /// <summary>
    /// Collects everything once, when rooms and their memory have been made and nobody plays: what the rehearsal left behind is gone, and the runtime, which looks through all memory when large objects have grown by a
    /// share of what there was then, has no reason to for long.
    /// </summary>
    public static void CollectBeforeOpening() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);

    /// <summary>Collects if it is time, and if there is enough of it. The tick thread only.</summary>
    /// <param name="nowNs">The time it is.</param>
    /// <param name="idleNs">Until the next tick.</param>
    public void Offer(long nowNs, long idleNs)
    {
        long allocated = GC.GetTotalAllocatedBytes();
        if (GC.CollectionCount(0) != _collections) Learn(allocated);
        LookForJoins(nowNs);
        if (_movesLeft > 0)
        {
            _movesLeft--;
            GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        }
        else if (allocated - _allocated >= _bytes && idleNs >= _longestNs + MarginNs)
        {
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            _longestNs = Math.Max(MonotonicClock.Nanoseconds() - nowNs, _longestNs - (_longestNs / 8));
        }
        else
        {
            return;
        }

        _collections = GC.CollectionCount(0);
        _allocated = allocated;
    }

    // One came uncalled: half of what was allocated before it must be little enough.
    private void Learn(long allocated)
    {
        _bytes = Math.Clamp(Math.Min(_bytes, (allocated - _allocated) / 2), BytesMin, BytesMax);
        _collections = GC.CollectionCount(0);
        _allocated = allocated;
    }

    private void LookForJoins(long nowNs)
    {
        const long Little = 16 << 10;
        long mine = GC.GetAllocatedBytesForCurrentThread();
        if (mine - _joinedBytes > Little)
        {
            _joinedBytes = mine;
            _joinedNs = nowNs;
        }
        else if (mine - _settledBytes >= JoinedBytes && nowNs - _joinedNs >= JoiningNs)
        {
            _settledBytes = mine;
            _movesLeft = MovesOfWhatStays;
        }
    }
}
