using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>
/// One attempt to bring some players' effects into the store. With the game's rules the records are read, the effects folded into the profiles, and both written at the
/// version that was read; without them, or where they cannot, the effects alone. May be repeated whatever became of it.
/// </summary>
internal sealed class PlayerFlush(IPlayerStore store, IProfileRules? rules)
{
    private readonly List<PlayerCommit> _commits = [];
    private readonly List<int> _positions = [];   // of each commit, in the batch

    /// <summary>What happened to each player of the batch, in its order.</summary>
    public CommitOutcome[] Outcomes { get; private set; } = [];

    /// <summary>Bytes of profiles and effects' payloads that were written.</summary>
    public long WrittenBytes { get; private set; }

    /// <summary>Players whose effects were written without a profile because the rules could not make one.</summary>
    public int UnfoldedCount { get; private set; }

    /// <summary>Why, of the last of them.</summary>
    public string UnfoldedText { get; private set; } = "";

    public async ValueTask<PlayerFlush> RunAsync(IReadOnlyList<PlayerLookup> batch, CancellationToken stop)
    {
        Outcomes = new CommitOutcome[batch.Count];
        if (rules is null) Prepare(batch);
        else Prepare(rules, await store.LoadAsync(batch, stop), batch);
        if (_commits.Count == 0) return this;
        IReadOnlyList<CommitOutcome> outcomes = await store.CommitAsync(_commits, stop);
        for (int i = 0; i < outcomes.Count; i++)
        {
            Outcomes[_positions[i]] = outcomes[i];
            if (outcomes[i].Result == CommitResult.Stored) WrittenBytes += BytesOf(_commits[i]);
        }

        return this;
    }

    private void Prepare(IReadOnlyList<PlayerLookup> batch)
    {
        for (int i = 0; i < batch.Count; i++) Add(i, new PlayerCommit(batch[i].Player, null, null, batch[i].Asked));
    }

    private void Prepare(IProfileRules profileRules, IReadOnlyList<PlayerFound> found, IReadOnlyList<PlayerLookup> batch)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            PlayerRecord record = found[i].Record;
            PlayerEffect[] fresh = [.. batch[i].Asked.Where((_, index) => !found[i].Known[index])];
            if (fresh.Length == 0) Outcomes[i] = new CommitOutcome(CommitResult.Unchanged, record.Version, 0);
            else Add(i, Fold(profileRules, record, fresh));
        }
    }

    private PlayerCommit Fold(IProfileRules profileRules, PlayerRecord record, PlayerEffect[] fresh)
    {
        try
        {
            return new PlayerCommit(record.Player, record.Version, ProfileFold.Read(record, profileRules, fresh), fresh);
        }
        catch (PlayerStoreException cannot)
        {
            UnfoldedCount++;
            UnfoldedText = cannot.Message;
            return new PlayerCommit(record.Player, null, null, fresh);
        }
    }

    private void Add(int position, PlayerCommit commit)
    {
        _positions.Add(position);
        _commits.Add(commit);
    }

    private static long BytesOf(PlayerCommit commit) => (commit.Profile?.Bytes.Length ?? 0) + commit.Effects.Sum(effect => (long)effect.Payload.Length);
}
