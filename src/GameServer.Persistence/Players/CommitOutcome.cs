namespace GameServer.Persistence;

/// <summary>A store's answer to a <see cref="PlayerCommit"/>.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Version">The record's version now.</param>
/// <param name="EffectsEntered">Effects that were new to the ledger.</param>
public readonly record struct CommitOutcome(CommitResult Result, long Version, int EffectsEntered);
