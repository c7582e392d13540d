using System.Linq;
using GameServer.Host.Data;
using GameServer.Persistence;

namespace GameServer.Host.Admin;

/// <summary>Players' records in <c>/status</c>; counts are since the start.</summary>
/// <param name="Store">Where they are kept.</param>
/// <param name="Health">How the store takes it: Good, Retrying, or Probing, when only one player's record is tried now and then.</param>
/// <param name="FailureText">Why the last attempt that failed did; empty while none has.</param>
/// <param name="QueuedEffects">Taken from the shards and not stored: the queue's depth.</param>
/// <param name="WaitingBytes">Memory they take with the writer.</param>
/// <param name="OldestWaitingMs">How long the oldest has waited there.</param>
/// <param name="IsFull">The writer's memory is used up; effects wait in the rooms.</param>
/// <param name="StoredEffects">Entered into ledgers.</param>
/// <param name="KnownEffects">Offered again, as after a crash, and in the ledgers already.</param>
/// <param name="Commits">Records changed.</param>
/// <param name="WrittenBytes">Bytes of profiles and effects given to the store.</param>
/// <param name="Attempts">Batches sent.</param>
/// <param name="Retries">Batches that failed, and were or will be sent again.</param>
/// <param name="Timeouts">Of them, called off because they took too long.</param>
/// <param name="Conflicts">Records that another server changed in between; folded again.</param>
/// <param name="PlayersRefused">Players set aside for a while because the store refused their records.</param>
/// <param name="PlayersKeptAside">Players of whom effects are kept in files because the store refuses them.</param>
/// <param name="Unfolded">Records whose effects wait in the ledger because the game's rules could not make a profile.</param>
/// <param name="UnfoldedText">Why; empty while there is none.</param>
/// <param name="ProfilesRead">Profiles read for logins.</param>
/// <param name="ProfilesFailed">Profiles that could not be read, or not in time.</param>
internal sealed record PlayersReport(
    string Store,
    string Health,
    string FailureText,
    long QueuedEffects,
    long WaitingBytes,
    long OldestWaitingMs,
    bool IsFull,
    long StoredEffects,
    long KnownEffects,
    long Commits,
    long WrittenBytes,
    long Attempts,
    long Retries,
    long Timeouts,
    long Conflicts,
    long PlayersRefused,
    int PlayersKeptAside,
    long Unfolded,
    string UnfoldedText,
    long ProfilesRead,
    long ProfilesFailed)
{
    public static PlayersReport Of(PlayerRecords records)
    {
        PlayerWriterStatus status = records.Status;
        return new PlayersReport(
            records.Kind.ToString(),
            status.Health.ToString(),
            status.FailureText,
            records.Shards.Sum(shard => (long)(shard.Effects.TakenThrough - shard.Effects.StoredThrough)),
            status.WaitingBytes,
            status.OldestWaitingMs,
            status.IsFull,
            status.EffectsEntered,
            status.EffectsKnown,
            status.Commits,
            status.WrittenBytes,
            status.Attempts,
            status.Failures,
            status.Timeouts,
            status.Conflicts,
            status.PlayersRefused,
            status.PlayersKeptAside,
            status.Unfolded,
            status.UnfoldedText,
            records.ProfilesRead,
            records.ProfilesFailed);
    }
}
