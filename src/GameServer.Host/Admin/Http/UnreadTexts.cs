using System;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace GameServer.Host.Admin;

/// <summary>The framework's complaints about requests that it cannot read, without the names of our types, which say nothing to who sent them.</summary>
internal static partial class UnreadTexts
{
    /// <summary>What is wrong in a body, and where.</summary>
    public static string Of(JsonException json) => TypeName().Replace(json.Message, "what this operation takes");

    /// <summary>Which value of path or query cannot be read.</summary>
    public static string Of(BadHttpRequestException unread) =>
        Parameter().Match(unread.Message) is { Success: true } parameter ? $"{parameter.Groups["name"].Value} cannot be read" : "a value of the path or the query cannot be read";

    /// <summary>Nothing, or JSON's null, came where a body is needed.</summary>
    public static bool LacksBody(HttpContext context, BadHttpRequestException unread) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is { IsOptional: false }
        && (context.Request.ContentLength is null or 0 || unread.Message.Contains("body was provided", StringComparison.Ordinal));

    [GeneratedRegex(@"'?(type ')?GameServer\.[\w.+]+'?", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex TypeName();

    [GeneratedRegex("parameter \"[^\"]* (?<name>\\w+)\"", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Parameter();
}
