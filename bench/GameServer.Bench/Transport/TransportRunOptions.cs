using System.Collections.Generic;
using GameServer.Bench.Floor;
using GameServer.Core;

namespace GameServer.Bench.Transport;

/// <summary>One comparison of the transport with the floor. The server process passes all of it to the clients' process.</summary>
internal sealed record TransportRunOptions
{
    public int Peers { get; init; } = 1000;

    public int Rate { get; init; } = 30;

    /// <summary>UDP payload in bytes: the message is one header byte shorter.</summary>
    public int DownBytes { get; init; } = 200;

    public int UpBytes { get; init; } = 32;

    public int Seconds { get; init; } = 5;

    public int WarmUpSeconds { get; init; } = 3;

    public int Pairs { get; init; } = 5;

    /// <summary>Datagrams down per peer and tick; more than one shows what segmentation saves. The floor always sends one.</summary>
    public int DatagramsDown { get; init; } = 1;

    public bool NoSegments { get; init; }

    public bool Portable { get; init; }

    public bool DualStack { get; init; }

    /// <summary>When the clients leave by themselves, counted from when all are connected; 0: when the server says goodbye.</summary>
    public int EndsAfterSeconds { get; init; }

    public long IntervalNanoseconds => Timestamp.NanosecondsPerSecond / Rate;

    public double ClientTicks => (double)Peers * Rate * Seconds;

    public FloorOptions Floor => new() { Clients = Peers, Rate = Rate, DownBytes = DownBytes, UpBytes = UpBytes, Seconds = Seconds, WarmUpSeconds = WarmUpSeconds };

    public IEnumerable<string> Problems()
    {
        foreach (string problem in Floor.Problems()) yield return problem.Replace("--clients", "--peers", System.StringComparison.Ordinal);
        if (DatagramsDown is < 1 or > 16) yield return "--datagrams must be 1 to 16";
        if (Pairs is < 1 or > 100) yield return "--pairs must be 1 to 100";
    }
}
