using System.Collections.Generic;

namespace GameServer.Replication;

/// <summary>Where a room's snapshot bits and the time spent on them went over the last minute: an estimate from a sample. Immutable.</summary>
/// <param name="Seconds">What the sample reaches back, up to 60.</param>
/// <param name="ClientTicks">Client-ticks published meanwhile; the figures below are for all of them.</param>
/// <param name="SampledClientTicks">Of which so many were looked at.</param>
/// <param name="Fields">By entity kind and field, most bits first.</param>
/// <param name="Players">By seat, most bits first.</param>
public sealed record AttributionReport(
    double Seconds, long ClientTicks, long SampledClientTicks, IReadOnlyList<FieldAttribution> Fields, IReadOnlyList<PlayerAttribution> Players);
