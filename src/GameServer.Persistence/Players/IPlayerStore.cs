using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GameServer.Persistence;

/// <summary>
/// Where players outlive their rooms: a profile each, and a ledger of the effects promised to them. Every change is made with a version in hand or by the id of an effect,
/// so that any of them may be repeated after an answer that never came. Never called from a tick: <see cref="PlayerRecordWriter"/> stands between. All members may throw
/// <see cref="PlayerStoreException"/> when the store fails, <see cref="ArgumentException"/> for what no store can take, and <see cref="OperationCanceledException"/>;
/// after the first and the last of them a change may or may not have happened.
/// </summary>
public interface IPlayerStore : IAsyncDisposable
{
    /// <summary>Makes the store ready: reads what is there, or brings a database's tables to this build's version. Once, before all else.</summary>
    ValueTask OpenAsync(CancellationToken stop);

    /// <summary>Reads records, each of one moment; players never heard of have version 0.</summary>
    /// <returns>One answer per question, in their order.</returns>
    ValueTask<IReadOnlyList<PlayerFound>> LoadAsync(IReadOnlyList<PlayerLookup> players, CancellationToken stop);

    /// <summary>Changes records of different players, each as a whole, in as few round trips as can be. What is reported as stored would survive a power cut.</summary>
    /// <returns>One outcome per change, in their order.</returns>
    ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<PlayerCommit> commits, CancellationToken stop);

    /// <summary>A player's ledger in the order of entry: what they were promised, for support and for audits.</summary>
    ValueTask<IReadOnlyList<PlayerEffect>> ReadLedgerAsync(string player, CancellationToken stop);

    /// <summary>
    /// Drops rooms' effects up to a tick each from all ledgers, save those no profile includes yet. Only for ticks that no recovery can run again: those that the oldest
    /// checkpoint kept includes, or all of a room that has ended and whose log is deleted. Without this ledgers grow for ever.
    /// </summary>
    /// <param name="cuts">One per room at most.</param>
    /// <param name="stop">Calls it off.</param>
    /// <returns>Effects dropped.</returns>
    ValueTask<long> ForgetAsync(IReadOnlyList<LedgerCut> cuts, CancellationToken stop);
}
