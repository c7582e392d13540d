namespace GameServer.Bench.Codec;

/// <summary>The coders that <c>codec</c> knows, in the order of its table.</summary>
internal enum CoderKind
{
    Packed,
    Adaptive,
    Codebook,
    Dense,
}
