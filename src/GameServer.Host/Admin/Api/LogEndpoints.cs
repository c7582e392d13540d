using System;
using System.Buffers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace GameServer.Host.Admin;

/// <summary>What the server said lately, and how much it says.</summary>
internal static class LogEndpoints
{
    /// <summary>One JSON object per line.</summary>
    public const string ContentType = "application/x-ndjson";

    public static void Map(IEndpointRouteBuilder api, ServerLog log)
    {
        api.MapGet("/logs", (string? player, string? level, bool? follow) => Stream(log, player, level ?? "trace", follow ?? false))
            .Reads(AdminRole.Viewer, "readLogs", "The newest log events, oldest first, one JSON object per line; with follow it goes on until the client ends it.", ErrorCode.ArgumentInvalid)
            .Produces(StatusCodes.Status200OK, typeof(string), ContentType).WithTags("logs");
        api.MapGet("/log-level", () => Answers.Json(LogLevelReport.Of(log.Levels)))
            .Reads(AdminRole.Viewer, "getLogLevel", "What is logged, for all and for single players.").Produces<LogLevelReport>().WithTags("logs");
        api.MapPut("/log-level", (LogLevelBody body) => Set(log, body.Level))
            .Changes(AdminRole.Operator, "setLogLevel", "Sets what is logged from now on.", ErrorCode.ArgumentInvalid).Produces<LogLevelReport>().WithTags("logs");
        api.MapPut("/players/{player}/log-level", (string player, PlayerLogLevelBody body) => SetOf(log, player, body))
            .Changes(AdminRole.Operator, "setPlayerLogLevel", "Sets what is logged of one player, by id, for a while: also of one who is not here.", ErrorCode.ArgumentInvalid, ErrorCode.ServerBusy)
            .Produces<PlayerLevel>().WithTags("logs");
    }

    private static IResult Set(ServerLog log, LogLevel level)
    {
        if (level == LogLevel.None) return Answers.Invalid("level is none; trace to critical are possible");
        log.Levels.Node = level;
        return Answers.Json(LogLevelReport.Of(log.Levels));
    }

    private static IResult SetOf(ServerLog log, string player, PlayerLogLevelBody body)
    {
        if (body.Level == LogLevel.None) return Answers.Invalid("level is none; trace to critical are possible");
        if (body.Seconds < 1 || body.Seconds > LogLevels.DurationMax.TotalSeconds) return Answers.Invalid($"seconds is {body.Seconds}; 1 to {LogLevels.DurationMax.TotalSeconds} are possible");
        return log.Levels.TrySet(player, body.Level, TimeSpan.FromSeconds(body.Seconds)) is { } set
            ? Answers.Json(set)
            : new ProblemResult(ErrorCode.ServerBusy, $"{LogLevels.PlayersMax} players have a level of their own already; wait until one ends");
    }

    private static IResult Stream(ServerLog log, string? player, string level, bool follow)
    {
        if (!Enum.TryParse(level, ignoreCase: true, out LogLevel least) || !level.Equals(least.ToString(), StringComparison.OrdinalIgnoreCase)) return Answers.Invalid("level is one of trace, debug, information, warning, error and critical");
        return new LogStream(log.Ring, new LogFilter(player, least), follow);
    }

    private sealed class LogStream(LogRing ring, LogFilter filter, bool follow) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            CancellationToken cancel = httpContext.RequestAborted;
            httpContext.Response.ContentType = ContentType;
            await httpContext.Response.StartAsync(cancel);   // who follows a silent server sees at once that it was heard
            ArrayBufferWriter<byte> line = new(1024);
            await foreach (LogEntry entry in ring.ReadAsync(filter, follow, cancel))
            {
                line.ResetWrittenCount();
                using (Utf8JsonWriter json = new(line)) entry.WriteJson(json);
                line.Write("\n"u8);
                await httpContext.Response.Body.WriteAsync(line.WrittenMemory, cancel);
                if (follow) await httpContext.Response.Body.FlushAsync(cancel);
            }
        }
    }
}
