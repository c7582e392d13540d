using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace GameServer.Host.Admin;

/// <summary>
/// What every request at the admin address goes through before an endpoint sees it: is its path plain, who asks, may they. And what every answer goes through: whatever went wrong becomes a problem with a code, is
/// counted, and, when somebody wanted to change something or was not let in, is audited.
/// </summary>
internal sealed class AdminPipeline(AdminAccess access, AuditLog audit, ServerLog log)
{
    public void Use(WebApplication application)
    {
        application.Use(FinishAsync);
        application.Use(CheckPathAsync);
        application.UseRouting();
        application.Use(CheckAccessAsync);
    }

    // The outermost: everything comes back to here.
    private async Task FinishAsync(HttpContext context, RequestDelegate next)
    {
        AdminExchange exchange = new();
        context.Features.Set(exchange);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException unread) when (!context.Response.HasStarted)
        {
            await AnswerUnreadAsync(context, unread);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;   // nobody waits for an answer any more
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, ErrorCode.RequestFailed, $"{failure.GetType().Name}: {failure.Message}");
        }

        if (exchange.Error == ErrorCode.None && !context.Response.HasStarted) await AnswerStatusAsync(context, context.Response.StatusCode);
        if (exchange.Error != ErrorCode.None) Tell(context, exchange);
        else if (exchange.IsAudited) Say(LogEventId.AdminChanged, ErrorCode.None, context, exchange);
    }

    private static Task CheckPathAsync(HttpContext context, RequestDelegate next) =>
        PathRules.IsPlain(context) ? next(context) : AnswerAsync(context, ErrorCode.RequestUnreadable, "the path has dot segments, empty segments, backslashes or control characters in it");

    private Task CheckAccessAsync(HttpContext context, RequestDelegate next)
    {
        EndpointRule rule = RuleOf(context.GetEndpoint());
        AdminExchange exchange = AdminExchange.Of(context);
        if (rule.Role > AdminRole.Nobody)
        {
            exchange.Access = access.Decide(AccessRequest.Of(context));
            if (exchange.Access.Refusal != ErrorCode.None) return AnswerAsync(context, exchange.Access.Refusal, DetailOf(exchange.Access.Refusal));
            if (exchange.Access.Role < rule.Role) return AnswerAsync(context, ErrorCode.RoleTooLow, $"this takes the role {Word(rule.Role)}, and the token's is {Word(exchange.Access.Role)}");
        }

        if (!PathRules.TryReadPlayer(context)) return AnswerAsync(context, ErrorCode.ArgumentInvalid, $"a player is named by 1 to {PathRules.PlayerBytesMax} bytes");
        return next(context);
    }

    // What has no rule is for admins; where there is nothing at all, or not by that method, those are told who may look.
    private static EndpointRule RuleOf(Endpoint? endpoint)
    {
        if (endpoint is not RouteEndpoint) return new EndpointRule(AdminRole.Viewer, IsChange: false);
        return endpoint.Metadata.GetMetadata<EndpointRule>() ?? new EndpointRule(AdminRole.Admin, IsChange: true);
    }

    // The framework's own refusals: its message names the parameter, its inner exception the place in the body.
    private static Task AnswerUnreadAsync(HttpContext context, BadHttpRequestException unread) => unread.StatusCode switch
    {
        not StatusCodes.Status400BadRequest => AnswerStatusAsync(context, unread.StatusCode),
        _ when unread.InnerException is JsonException json => AnswerAsync(context, ErrorCode.BodyMalformed, UnreadTexts.Of(json)),
        _ when UnreadTexts.LacksBody(context, unread) => AnswerAsync(context, ErrorCode.BodyMalformed, "a body is needed"),
        _ when context.GetEndpoint() is RouteEndpoint => AnswerAsync(context, ErrorCode.ArgumentInvalid, UnreadTexts.Of(unread)),
        _ => AnswerAsync(context, ErrorCode.RequestUnreadable, unread.Message),
    };

    // Some of them the framework answers by the status alone.
    private static Task AnswerStatusAsync(HttpContext context, int status) => status switch
    {
        StatusCodes.Status404NotFound => AnswerAsync(context, ErrorCode.RouteUnknown, $"there is nothing at {context.Request.Path}"),
        StatusCodes.Status405MethodNotAllowed => AnswerAsync(context, ErrorCode.MethodNotAllowed, $"{context.Request.Method} is not for {context.Request.Path}"),
        StatusCodes.Status408RequestTimeout => AnswerAsync(context, ErrorCode.BodyTooSlow, "the body came too slowly"),
        StatusCodes.Status413PayloadTooLarge => AnswerAsync(context, ErrorCode.BodyTooLarge, $"{context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? AdminLimits.BodyBytes} bytes are possible"),
        StatusCodes.Status415UnsupportedMediaType => AnswerAsync(context, ErrorCode.BodyNotJson, "the content type is not application/json"),
        StatusCodes.Status400BadRequest => AnswerAsync(context, ErrorCode.RequestUnreadable, "the request cannot be read"),
        _ => Task.CompletedTask,
    };

    private static Task AnswerAsync(HttpContext context, ErrorCode code, string detail) => new ProblemResult(code, detail).ExecuteAsync(context);

    // What many strangers can cause is said as often as it is audited.
    private void Tell(HttpContext context, AdminExchange exchange)
    {
        EndpointRule? rule = context.GetEndpoint()?.Metadata.GetMetadata<EndpointRule>();
        bool wasLetIn = exchange.Access.Role > AdminRole.Nobody && exchange.Error != ErrorCode.RoleTooLow;
        bool isSaid = wasLetIn;
        if (!exchange.IsAudited && (!wasLetIn || rule?.IsChange == true))
        {
            if (exchange.Arguments.Count == 0) exchange.Arguments = context.Request.RouteValues.ToDictionary(pair => pair.Key, pair => Convert.ToString(pair.Value, CultureInfo.InvariantCulture) ?? "");
            isSaid = audit.Refused(AuditFilter.EntryOf(context, exchange), ErrorCatalogue.TextOf(exchange.Error));
        }

        if (isSaid && ErrorCatalogue.Of(exchange.Error).Places.HasFlag(ErrorPlaces.Log)) Say(wasLetIn ? LogEventId.AdminFailed : LogEventId.AdminRefused, exchange.Error, context, exchange);
        else log.Errors.Count(exchange.Error);
    }

    private void Say(LogEventId id, ErrorCode code, HttpContext context, AdminExchange exchange)
    {
        AuditEntry entry = AuditFilter.EntryOf(context, exchange);
        string arguments = string.Concat(entry.Arguments.Select(pair => $" {pair.Key}={pair.Value}"));
        string end = code == ErrorCode.None ? "" : $": {exchange.ErrorText}";
        NodeMessages.Changed(log.Node, id, new OperatorNote(code, $"admin: {entry.Operation}{arguments} by {entry.Who} from {entry.Remote}{end}"));
    }

    private static string DetailOf(ErrorCode refusal) => refusal switch
    {
        ErrorCode.TokenMissing => "the request has no bearer token",
        ErrorCode.TokenUnknown => "the bearer token is not one of this server's",
        ErrorCode.HostNotAllowed => "without a token the Host header must be an IP address or localhost",
        ErrorCode.OriginNotAllowed => "the request comes from a web page of another origin",
        _ => "without tokens only the server's own machine is answered, and not through a proxy",
    };

    private static string Word(AdminRole role) => role.ToString().ToLowerInvariant();
}
