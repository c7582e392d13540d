using System.Collections.Generic;
using GameServer.Core;
using GameServer.Transport;

namespace GameServer.LoadTest.Flood;

/// <summary>What a flood has seen from its own side.</summary>
internal sealed class FloodResult
{
    /// <summary>From the moment a connection should have been asked for until it was there, in nanoseconds.</summary>
    public LatencyHistogram ConnectTimes { get; } = new();

    /// <summary>How late requests left.</summary>
    public LatencyHistogram AskedLate { get; } = new();

    /// <summary>Connections that failed or were lost, by reason.</summary>
    public Dictionary<DisconnectReason, int> Failures { get; } = [];

    public int Connected { get; set; }

    /// <summary>Connected, and still there when they wanted to leave.</summary>
    public int Stayed { get; set; }

    /// <summary>Goodbyes that were answered.</summary>
    public int Left { get; set; }

    public int ConnectedAtOnceMax { get; set; }

    /// <summary>From the first request until the last connection was there.</summary>
    public long LastConnectedNs { get; set; }

    public long SendFailures { get; set; }
}
