using System;
using System.Runtime;
using GameServer.Core;
using GameServer.Host.Pacing;

namespace GameServer.Host.Memory;

/// <summary>
/// Collects garbage while the tick thread would sleep. Ticks allocate nothing, but the admin pages and the log do, and the runtime collects whenever a budget of some 16 MiB is used up: it stops every thread in the middle
/// of a tick, and does its work on the thread that allocated, which on a busy machine waits for a processor meanwhile (10 to 79 ms were seen with a thousand players). So the runtime is held back: it may collect only
/// after twelve times that much. The tick thread counts what was allocated, and from half of it on it collects itself, right after a tick, when the next one is far enough away, and from three quarters on in any case. Where
/// the runtime cannot be held back, for want of memory, its budget is learnt from the collections that come uncalled.
/// What players take who join is another matter: it stays, and the collections that follow have to move it, twice, for some 10 ms each with a thousand players. That is done as soon as nobody joins any more, rather than in the
/// middle of the match.
/// </summary>
internal sealed class QuietCollector
{
    // The smallest budget seen was a quarter of a megabyte, on processors with little cache.
    private const long BytesMin = 1 << 20;
    private const long BytesMax = HeldBytes / 2;

    // What may be allocated before the runtime collects, and how much of it in large objects.
    private const long HeldBytes = 192 << 20;
    private const long HeldLargeBytes = 16 << 20;

    // What a few hundred players who join take: until as much has come, it is not worth a collection of its own. Changes of content take some, too, and are over soon.
    private const long JoinedBytes = 8 << 20;
    private const long JoiningNs = Timestamp.NanosecondsPerSecond / 2;   // as long after the last, nobody joins any more
    private const int MovesOfWhatStays = 2;

    private const long UsualNs = 2 * Timestamp.NanosecondsPerMillisecond;   // until it is known
    private const long MarginNs = Timestamp.NanosecondsPerMillisecond / 2;

    private long _bytes = BytesMax;      // so much is allocated before it collects; half as much again if no tick leaves it time
    private long _allocated;             // at the last collection, whoever called it
    private int _collections = GC.CollectionCount(0);
    private long _longestNs = UsualNs;   // of late
    private long _joinedBytes;           // by the tick thread, when it was last looked at
    private long _settledBytes;          // of them, moved to where they stay
    private long _joinedNs;
    private int _movesLeft;
    private bool _wouldHold = true;      // until it turns out to be impossible

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
        if (_wouldHold && GCSettings.LatencyMode != GCLatencyMode.NoGCRegion) HoldBack();
        LookForJoins(nowNs);
        if (_movesLeft > 0)
        {
            _movesLeft--;
            Collect(1);
        }
        else if (allocated - _allocated >= (idleNs >= _longestNs + MarginNs ? _bytes : _bytes + (_bytes / 2)))
        {
            Collect(0);
            _longestNs = Math.Max(MonotonicClock.Nanoseconds() - nowNs, _longestNs - (_longestNs / 8));
        }
        else
        {
            return;
        }

        _collections = GC.CollectionCount(0);
        _allocated = allocated;
    }

    private void Collect(int generation)
    {
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);   // which lets the runtime go
        if (_wouldHold) HoldBack();
    }

    // Takes a tenth of a millisecond, and counts as a collection though nothing is collected.
    private void HoldBack()
    {
        try
        {
            _wouldHold = GC.TryStartNoGCRegion(HeldBytes, HeldLargeBytes, disallowFullBlockingGC: true);
        }
        catch (Exception impossible) when (impossible is ArgumentOutOfRangeException or InvalidOperationException)
        {
            _wouldHold = false;   // there is less memory than that, or somebody else in the process holds back already
        }

        _collections = GC.CollectionCount(0);
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
