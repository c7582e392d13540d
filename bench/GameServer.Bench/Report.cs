using System;
using System.Text.Json;

namespace GameServer.Bench;

/// <summary>Where every command's result leaves the process: one JSON object, or text for people.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Print<TResult>(bool json, TResult result, string text) => Console.WriteLine(json ? ToJson(result) : text);

    public static string ToJson<TResult>(TResult result) => JsonSerializer.Serialize(result, s_json);

    public static TResult FromJson<TResult>(string json) => JsonSerializer.Deserialize<TResult>(json, s_json)
        ?? throw new JsonException("null where an object was expected");

    /// <summary>A problem of use or of the machine, as one line; the exit code is the caller's.</summary>
    public static int Fail(string problem)
    {
        Console.Error.WriteLine($"bench: {problem}");
        return 2;
    }
}
