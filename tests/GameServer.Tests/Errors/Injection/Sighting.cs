using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Logging;
using GameServer.Tests.Metrics;
using GameServer.Tests.Simulation.Sessions;
using Microsoft.Extensions.Logging;

namespace GameServer.Tests.Errors.Injection;

/// <summary>Where a code is seen after something was made to go wrong.</summary>
internal static class Sighting
{
    /// <summary>In what a log holds: its entries, the players' timelines, and the metrics that count from it.</summary>
    public static ErrorPlaces In(ServerLog log, ErrorCode code)
    {
        ErrorPlaces seen = ErrorPlaces.None;
        LogEntry[] entries = [.. log.Ring.ReadAsync(new LogFilter(), follow: false).ToBlockingEnumerable()];
        if (entries.Any(entry => entry.Code == code)) seen |= ErrorPlaces.Log;
        if (entries.Select(entry => entry.Player).Distinct().Any(player => log.Timelines.Read(player).Any(entry => entry.Code == code))) seen |= ErrorPlaces.Timeline;
        if (MetricText.Of([default], errors: log.Errors).Contains($"gameserver_errors_total{{code=\"{ErrorCatalogue.TextOf(code)}\"}} {log.Errors.Of(code)}\n", StringComparison.Ordinal) && log.Errors.Of(code) > 0) seen |= ErrorPlaces.Metric;
        return seen;
    }

    /// <summary>After a scene of sessions: what its clients say, and what a host would make of the shard's events.</summary>
    public static ErrorPlaces In(SessionScene scene, ErrorCode code)
    {
        using ServerLog log = NewLog();
        using EventPump pump = new(log, [scene.Shard.Events], _ => 0);
        pump.Pump();
        bool isTold = scene.Players.Any(player => player.Errors.Contains(code) || player.Answers.Any(answer => answer.Error == code));
        return In(log, code) | (isTold ? ErrorPlaces.Sdk : ErrorPlaces.None);
    }

    public static ServerLog NewLog() => new(TextWriter.Null, LogFormat.Text, LogLevel.Trace, TimeProvider.System);
}
