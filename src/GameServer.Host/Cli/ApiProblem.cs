using System.Collections.Generic;
using System.Net;
using System.Text.Json;
using GameServer.Core;

namespace GameServer.Host.Cli;

/// <summary>An answer that is no success: problem+json with a code of the catalogue, or whatever stands between us and the server.</summary>
internal static class ApiProblem
{
    /// <summary>The exit code that an HTTP status comes to.</summary>
    public static int ExitCodeOf(HttpStatusCode status) => (int)status switch
    {
        401 or 403 => ExitCode.Refused,
        404 or 410 => ExitCode.NotFound,
        409 or 412 => ExitCode.Conflict,
        429 or >= 500 => ExitCode.TryAgain,
        >= 400 => ExitCode.Usage,
        _ => ExitCode.ProblemFound,
    };

    /// <summary>What happened, and what to do where the catalogue says so.</summary>
    public static IEnumerable<string> Lines(HttpStatusCode status, string body)
    {
        JsonElement problem = Parse(body);
        string code = TextOf(problem, "code");
        string text = TextOf(problem, "detail");
        if (text.Length == 0) text = TextOf(problem, "title");
        if (text.Length == 0) text = $"the server answers {(int)status} {status}";
        yield return code.Length > 0 ? $"{code} {text}" : text;
        if (problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty("errors", out JsonElement errors))
        {
            foreach (JsonElement error in errors.ValueKind == JsonValueKind.Array ? errors.EnumerateArray() : []) yield return "  " + (error.ValueKind == JsonValueKind.String ? error.GetString() : error.GetRawText());
        }

        if (ErrorCatalogue.TryRead(code, out ErrorCode known)) yield return $"  {ErrorCatalogue.Of(known).Action}";
    }

    private static JsonElement Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body).RootElement;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string TextOf(JsonElement problem, string name) =>
        problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
