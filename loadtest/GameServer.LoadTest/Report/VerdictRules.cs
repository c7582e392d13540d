namespace GameServer.LoadTest.Report;

/// <summary>What was asked for, as far as the verdict depends on it.</summary>
/// <param name="Bots">Bots that should play.</param>
/// <param name="RateHz">Ticks per second.</param>
/// <param name="LateTicksMax">Late server ticks that still pass; null: any number.</param>
internal sealed record VerdictRules(int Bots, int RateHz, long? LateTicksMax);
