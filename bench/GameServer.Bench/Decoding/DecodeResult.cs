using System.Globalization;

namespace GameServer.Bench.Decoding;

/// <summary>Medians over the ticks measured.</summary>
internal sealed record DecodeResult
{
    public required int Players { get; init; }

    public required double NsPerPacket { get; init; }

    public required double NsPerEntity { get; init; }

    public required double EntitiesPerPacket { get; init; }

    public required double HashedShare { get; init; }

    public required long Mismatches { get; init; }

    public required long AllocatedBytes { get; init; }

    public required Machine Machine { get; init; }

    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        decode: {Players} clients in turn, {EntitiesPerPacket:F1} entities a packet, {HashedShare:P0} of packets with a state hash ({Mismatches} mismatches)
          {NsPerPacket:F0} ns per packet · {NsPerEntity:F1} ns per entity · {AllocatedBytes} B allocated
        {Machine}
        """);
}
