using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Core;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GameServer.Host.Admin;

/// <summary>What the OpenAPI document says beside what the endpoints say themselves: who may do what, which codes may come, how to show a token.</summary>
internal static class AdminDocument
{
    private const string Bearer = "bearer";

    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) => Describe(document));
        options.AddSchemaTransformer((schema, context, _) => Describe(schema, context));
        options.AddOperationTransformer((operation, context, _) => Describe(operation, context));
    }

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo { Title = "GameServer admin API", Version = "1", Description = "Looks at a running game server and changes what it does. Problems are application/problem+json with a code that never changes its meaning." };
        document.Servers = [];   // each server has its own address, and a test compares the document
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer, Description = "A token of the server's --admin-token. Without any, only the server's own machine is answered, and needs none." },
        };
        return Task.CompletedTask;
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        IList<object> metadata = context.Description.ActionDescriptor.EndpointMetadata;
        EndpointRule? rule = metadata.OfType<EndpointRule>().LastOrDefault();
        if (rule is null) return Task.CompletedTask;
        string role = rule.Role == AdminRole.Nobody ? "anybody" : rule.Role.ToString().ToLowerInvariant();
        operation.Description = rule.Role == AdminRole.Nobody ? "Needs no token." : $"Needs the role {role}{(rule.IsChange ? ", and is audited" : "")}.";
        operation.AddExtension("x-role", new JsonNodeExtension(role));
        operation.AddExtension("x-audited", new JsonNodeExtension(rule.IsChange));
        if (rule.Role > AdminRole.Nobody) operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        foreach (IGrouping<int, ErrorCode> codes in metadata.OfType<EndpointProblems>().SelectMany(problems => problems.Codes).Distinct().Order().GroupBy(AdminProblem.StatusOf))
        {
            if (operation.Responses?.TryGetValue(codes.Key.ToString(System.Globalization.CultureInfo.InvariantCulture), out IOpenApiResponse? response) == true) response.Description = string.Join(", ", codes.Select(Name));
        }

        OpenApiResponses sorted = [];
        foreach ((string status, IOpenApiResponse response) in (operation.Responses ?? []).OrderBy(response => response.Key, StringComparer.Ordinal)) sorted.Add(status, response);
        operation.Responses = sorted;
        return Task.CompletedTask;
    }

    // Bodies are read strictly; what is answered may gain members.
    private static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (!typeof(IAdminBody).IsAssignableFrom(context.JsonTypeInfo.Type)) schema.AdditionalPropertiesAllowed = true;
        return Task.CompletedTask;
    }

    private static string Name(ErrorCode code) => $"{ErrorCatalogue.TextOf(code)} {code}";
}
