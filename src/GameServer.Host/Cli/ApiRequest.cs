using System;
using System.Globalization;
using System.Net.Http;
using System.Text;

namespace GameServer.Host.Cli;

/// <summary>What a command asks of the server's admin API.</summary>
/// <param name="Method">How.</param>
/// <param name="Path">Of what, with its query; every part that somebody typed is escaped.</param>
/// <param name="Body">What goes with it, written as JSON; null for nothing.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path, object? Body = null)
{
    /// <summary>Whether the answer goes on until somebody stops it.</summary>
    public bool IsEndless { get; init; }

    public static ApiRequest Get(FormattableString path) => new(HttpMethod.Get, Escaped(path));

    public static ApiRequest Post(FormattableString path, object? body = null) => new(HttpMethod.Post, Escaped(path), body);

    public static ApiRequest Put(FormattableString path, object body) => new(HttpMethod.Put, Escaped(path), body);

    public static ApiRequest Delete(FormattableString path) => new(HttpMethod.Delete, Escaped(path));

    /// <summary>The request with these in its query, those left out that have no value.</summary>
    public ApiRequest Where(params (string Name, object? Value)[] query)
    {
        StringBuilder path = new(Path);
        char separator = '?';
        foreach ((string name, object? value) in query)
        {
            if (value is null) continue;
            path.Append(separator).Append(name).Append('=').Append(Escape(value));
            separator = '&';
        }

        return this with { Path = path.ToString() };
    }

    private static string Escaped(FormattableString path)
    {
        object?[] parts = path.GetArguments();
        object?[] escaped = Array.ConvertAll(parts, part => (object?)Escape(part ?? ""));
        return string.Format(CultureInfo.InvariantCulture, path.Format, escaped);
    }

    private static string Escape(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        IFormattable number => Uri.EscapeDataString(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => Uri.EscapeDataString(value.ToString() ?? ""),
    };
}
