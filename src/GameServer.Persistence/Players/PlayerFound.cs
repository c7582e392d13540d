using System.Collections.Generic;

namespace GameServer.Persistence;

/// <summary>The answer to a <see cref="PlayerLookup"/>, all of one moment.</summary>
/// <param name="Record">The record.</param>
/// <param name="Known">For each effect asked about: whether the ledger has it, or a newer one that takes its place.</param>
public sealed record PlayerFound(PlayerRecord Record, IReadOnlyList<bool> Known);
