using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>
/// Lets ledgers forget what operators need not look up any more and no recovery can promise again. For rooms that go on, that is what lies so far back in their own ticks, so a server that was off for
/// a year has forgotten nothing; for rooms that have ended, everything, so many days after the end.
/// </summary>
public sealed class LedgerKeeper
{
    private readonly IPlayerStore _store;
    private readonly EndedRooms _ended;
    private readonly int _days;
    private readonly long _keptTicks;

    /// <summary>Does nothing yet.</summary>
    /// <param name="store">Whose ledgers.</param>
    /// <param name="ended">Rooms that are no more.</param>
    /// <param name="days">For how long effects stay in ledgers, 1 or more.</param>
    /// <param name="tickRateHz">Of the rooms.</param>
    public LedgerKeeper(IPlayerStore store, EndedRooms ended, int days, int tickRateHz)
    {
        Check.That(days > 0);
        _store = store;
        _ended = ended;
        _days = days;
        _keptTicks = (long)TimeSpan.FromDays(days).TotalSeconds * tickRateHz;
    }

    /// <summary>Forgets what is due now. A call that failed may be repeated.</summary>
    /// <param name="settled">Up to which ticks rooms that go on cannot be run again.</param>
    /// <param name="today">By the same calendar as that of <see cref="EndedRooms.Add"/>.</param>
    /// <param name="stop">Calls it off.</param>
    /// <returns>Effects forgotten.</returns>
    /// <exception cref="PlayerStoreException">The store failed.</exception>
    /// <exception cref="IOException">The disk with the list of ended rooms failed.</exception>
    public async ValueTask<long> ForgetAsync(IEnumerable<LedgerCut> settled, DateOnly today, CancellationToken stop)
    {
        LedgerCut[] old = [.. settled.Where(room => room.Through.Value > _keptTicks).Select(room => room with { Through = new Tick((uint)(room.Through.Value - _keptTicks)) })];
        long forgotten = old.Length == 0 ? 0 : await _store.ForgetAsync(old, stop).ConfigureAwait(false);
        foreach (DateOnly day in _ended.DaysBefore(today.AddDays(-_days)))
        {
            forgotten += await _store.ForgetAsync([.. _ended.EndedOn(day).Distinct().Select(room => new LedgerCut(room, new Tick(uint.MaxValue)))], stop).ConfigureAwait(false);
            _ended.Forget(day);
        }

        return forgotten;
    }
}
