using GameServer.LoadTest.Report;
using GameServer.LoadTest.Scenarios;

namespace GameServer.LoadTest.Run;

/// <summary>Where a run stands.</summary>
/// <param name="Scenario">That is run.</param>
/// <param name="Phase">Number of its phase.</param>
/// <param name="PhaseSeconds">Seconds since that began.</param>
/// <param name="PhaseSecondsMax">Seconds it lasts at most.</param>
/// <param name="Playing">Bots in play.</param>
/// <param name="Lost">Bots that failed or were lost for good.</param>
/// <param name="Point">The newest whole second; null at first.</param>
internal sealed record ProgressState(Scenario Scenario, int Phase, double PhaseSeconds, double PhaseSecondsMax, int Playing, int Lost, SeriesPoint? Point);
