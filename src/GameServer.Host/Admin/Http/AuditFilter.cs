using System;
using System.Collections.Generic;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Threading.Tasks;
using GameServer.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Host.Admin;

/// <summary>Around the handler of every change: writes to the audit log what is asked for, lets it happen, and writes what came of it. What cannot be written does not happen.</summary>
internal static class AuditFilter
{
    public static EndpointFilterDelegate Create(EndpointFilterFactoryContext factory, EndpointFilterDelegate next)
    {
        ParameterInfo[] parameters = factory.MethodInfo.GetParameters();
        return context => InvokeAsync(context, parameters, next);
    }

    /// <summary>The entry of a request, without what came of it.</summary>
    public static AuditEntry EntryOf(HttpContext context, AdminExchange exchange) => new(
        0,
        default,
        exchange.Access.Who,
        exchange.Access.Role,
        context.Connection.RemoteIpAddress?.ToString() ?? "",
        context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? $"{context.Request.Method} {context.Request.Path}",
        exchange.Arguments,
        AuditOutcome.Asked);

    private static async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, ParameterInfo[] parameters, EndpointFilterDelegate next)
    {
        AuditLog audit = context.HttpContext.RequestServices.GetRequiredService<AuditLog>();
        AdminExchange exchange = AdminExchange.Of(context.HttpContext);
        exchange.Arguments = ArgumentsOf(context, parameters);
        if (audit.Begin(EntryOf(context.HttpContext, exchange)) is not { } begun) return new ProblemResult(ErrorCode.AuditFailing, "the audit log cannot be written; nothing was changed");
        exchange.IsAudited = true;
        object? result = null;
        try
        {
            return result = await next(context);
        }
        finally
        {
            ErrorCode code = result is null ? ErrorCode.RequestFailed : result is ProblemResult problem ? problem.Code : ErrorCode.None;
            audit.End(begun, code == ErrorCode.None ? AuditOutcome.Done : AuditOutcome.Failed, ErrorCatalogue.TextOf(code));
        }
    }

    private static Dictionary<string, string> ArgumentsOf(EndpointFilterInvocationContext context, ParameterInfo[] parameters)
    {
        Dictionary<string, string> arguments = [];
        for (int i = 0; i < parameters.Length; i++)
        {
            object? value = context.Arguments[i];
            if (value is IConvertible) arguments[parameters[i].Name!] = Convert.ToString(value, CultureInfo.InvariantCulture)!;
            else if (value is IAdminBody body) AddMembers(arguments, body);
        }

        return arguments;
    }

    private static void AddMembers(Dictionary<string, string> arguments, IAdminBody body)
    {
        foreach (JsonProperty member in JsonSerializer.SerializeToElement(body, body.GetType(), AdminJson.Options).EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null) arguments[member.Name] = member.Value.ToString();
        }
    }
}
