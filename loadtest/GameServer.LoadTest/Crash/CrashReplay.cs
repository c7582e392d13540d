namespace GameServer.LoadTest.Crash;

/// <summary>The journal of all lives, run again in one go.</summary>
/// <param name="FromTick">The tick it began behind; 0 for the room's beginning.</param>
/// <param name="Ticks">Ticks run.</param>
/// <param name="HashesAgreed">Hashes recorded in the log that agreed.</param>
/// <param name="StatesAgreed">States that processes went on from, or left in checkpoints, that agreed.</param>
/// <param name="CommandsApplied">Commands that the room applied.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record CrashReplay(uint FromTick, long Ticks, long HashesAgreed, int StatesAgreed, long CommandsApplied, double Seconds);
