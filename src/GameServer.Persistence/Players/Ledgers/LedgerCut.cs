using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>What ledgers may forget of a room.</summary>
/// <param name="Room">The room's key, as in <see cref="EffectId.Room"/>.</param>
/// <param name="Through">The newest tick whose effects need not be recognised any more.</param>
public readonly record struct LedgerCut(ulong Room, Tick Through);
