namespace GameServer.Bench.Codec;

/// <summary>One coder on one trace. Times are the thread's CPU time per frame; bytes are means per frame where nothing else is said.</summary>
internal sealed record CoderResult
{
    public required string Coder { get; init; }

    /// <summary>Packets and codebooks together.</summary>
    public required double BytesPerFrame { get; init; }

    public required double MedianBytes { get; init; }

    public required double IdBytes { get; init; }

    public required double FlagBytes { get; init; }

    public required double ValueBytes { get; init; }

    public required double CodebookBytes { get; init; }

    public required int Codebooks { get; init; }

    public required double EncodeMedianUs { get; init; }

    public required double EncodeP99Us { get; init; }

    public required double DecodeMedianUs { get; init; }

    public required double DecodeP99Us { get; init; }

    public required double EncodeMeanUs { get; init; }

    public required double DecodeMeanUs { get; init; }

    /// <summary>Bytes allocated per frame by both ends once warm.</summary>
    public required double AllocatedBytes { get; init; }

    /// <summary>True when every frame came out as it went in; a run in which one did not ends with an error.</summary>
    public required bool Verified { get; init; }

    /// <summary>Bytes against the adaptive reference's, when it ran too.</summary>
    public double? ToAdaptive { get; init; }

    /// <summary>Bytes against the static packer's, when it ran too.</summary>
    public double? ToPacked { get; init; }
}
