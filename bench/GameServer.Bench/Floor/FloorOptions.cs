using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Serialization;
using GameServer.Core;

namespace GameServer.Bench.Floor;

/// <summary>One run of the floor. The server process passes all of it to the client process.</summary>
internal sealed record FloorOptions
{
    public int Clients { get; init; } = 1000;

    public int Rate { get; init; } = 30;

    public int DownBytes { get; init; } = 200;

    public int UpBytes { get; init; } = 40;

    public int Seconds { get; init; } = 10;

    public int WarmUpSeconds { get; init; } = 3;

    public bool OverIPv6 { get; init; }

    [JsonIgnore]
    public long IntervalNanoseconds => Timestamp.NanosecondsPerSecond / Rate;

    [JsonIgnore]
    public AddressFamily Family => OverIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;

    /// <summary>Loopback only: the floor is what the kernel costs, not what a network card does.</summary>
    public IPEndPoint ServerEndpoint(int port) => new(OverIPv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, port);

    public IEnumerable<string> Problems()
    {
        if (Clients is < 1 or > 20_000) yield return "--clients must be 1 to 20000";
        if (Rate is < 1 or > 1000) yield return "--rate must be 1 to 1000";
        if (DownBytes is < FloorDatagram.BytesMin or > FloorDatagram.BytesMax) yield return $"--down must be {FloorDatagram.BytesMin} to {FloorDatagram.BytesMax}";
        if (UpBytes is < FloorDatagram.BytesMin or > FloorDatagram.BytesMax) yield return $"--up must be {FloorDatagram.BytesMin} to {FloorDatagram.BytesMax}";
        if (Seconds is < 1 or > 3600) yield return "--seconds must be 1 to 3600";
        if (WarmUpSeconds is < 1 or > 60) yield return "--warm-up must be 1 to 60";
    }
}
