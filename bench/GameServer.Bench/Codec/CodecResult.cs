using System.Collections.Generic;

namespace GameServer.Bench.Codec;

/// <summary>What <c>codec</c> found.</summary>
internal sealed record CodecResult
{
    public string Command => "codec";

    public required string Trace { get; init; }

    public required int Entities { get; init; }

    public required int BaselineAge { get; init; }

    /// <summary>Frames coded: all but the first few, which have no baseline.</summary>
    public required int Frames { get; init; }

    public required double EntitiesChangedPerFrame { get; init; }

    public required IReadOnlyList<CoderResult> Coders { get; init; }

    public required Machine Machine { get; init; }
}
