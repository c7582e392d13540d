using GameServer.Core;

namespace GameServer.LoadTest.Simulated;

/// <summary>One living entity of a <see cref="TruthFrame"/>.</summary>
/// <param name="Id">Its slot and generation.</param>
/// <param name="Kind">Index of its kind.</param>
/// <param name="Owner">Seat of its owner; −1 for none.</param>
/// <param name="Team">Its team; −1 for none.</param>
/// <param name="FirstField">Where its row starts.</param>
internal readonly record struct TruthEntity(EntityId Id, byte Kind, int Owner, int Team, int FirstField);
