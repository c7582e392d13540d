using System;
using System.Net;
using GameServer.Host.Metrics;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GameServer.Host.Admin;

/// <summary>What one client, or all of them, can make the admin address hold and wait for.</summary>
internal static class AdminLimits
{
    /// <summary>Operators, scrapers and dashboards of a studio, with room; more are closed at once.</summary>
    public const int Connections = 256;

    /// <summary>The longest body of an operation that has no limit of its own: a message to players is far shorter.</summary>
    public const int BodyBytes = 64 << 10;

    /// <summary>All headers together.</summary>
    public const int HeaderBytes = 16 << 10;

    public const int LineBytes = 8 << 10;

    public const int Headers = 64;

    private const int SlowestBytesPerSecond = 240;   // Kestrel's own default: an old modem does more

    private static readonly TimeSpan s_headersPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_bodyPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_idle = TimeSpan.FromMinutes(1);

    public static void Apply(KestrelServerOptions kestrel, IPEndPoint endpoint, ErrorTally errors)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = Connections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = Connections / 4;
        kestrel.Limits.MaxRequestBodySize = BodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
        kestrel.Limits.MaxRequestLineSize = LineBytes;
        kestrel.Limits.MaxRequestHeaderCount = Headers;
        kestrel.Limits.RequestHeadersTimeout = s_headersPatience;
        kestrel.Limits.KeepAliveTimeout = s_idle;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(SlowestBytesPerSecond, s_bodyPatience);
        kestrel.Limits.MinResponseDataRate = new MinDataRate(SlowestBytesPerSecond, s_bodyPatience);
        kestrel.Listen(endpoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => RefusalWriter.Around(next, errors));
        });
    }
}
