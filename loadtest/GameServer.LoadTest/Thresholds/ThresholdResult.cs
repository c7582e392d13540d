namespace GameServer.LoadTest.Thresholds;

/// <summary>One promise and what became of it.</summary>
/// <param name="Threshold">As it was written.</param>
/// <param name="Figure">What was measured, in the metric's own unit (milliseconds, microseconds, bytes, shares of 1); null when nothing was.</param>
/// <param name="Allowed">What it was compared with, in the same unit.</param>
/// <param name="Holds">Null when it could not be judged.</param>
internal sealed record ThresholdResult(string Threshold, double? Figure, double? Allowed, bool? Holds);
