using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Net.Http.Headers;

namespace GameServer.Host.Metrics.Exposition;

/// <summary>Which of the two formats a scraper gets: the one its <c>Accept</c> header likes best.</summary>
internal static class Negotiation
{
    public static string ContentType(ExpositionFormat format) => format == ExpositionFormat.OpenMetrics
        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Prometheus' own text for people, for old scrapers, and for what asks for neither: an answer helps more than a refusal.</summary>
    public static ExpositionFormat Choose(IList<string> accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out IList<MediaTypeHeaderValue>? types)) return ExpositionFormat.Prometheus;
        double open = types.Where(type => Is(type, "application/openmetrics-text", "1.0.0")).Max(Quality) ?? 0;
        double text = types.Where(type => Is(type, "text/plain", "0.0.4") || type.MatchesAllTypes || type.MediaType == "text/*").Max(Quality) ?? 0;
        return open > text ? ExpositionFormat.OpenMetrics : ExpositionFormat.Prometheus;
    }

    private static double? Quality(MediaTypeHeaderValue type) => type.Quality ?? 1;

    private static bool Is(MediaTypeHeaderValue type, string name, string version)
    {
        if (!type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase)) return false;
        NameValueHeaderValue? asked = type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("version", StringComparison.OrdinalIgnoreCase));
        return asked is null || HeaderUtilities.RemoveQuotes(asked.Value) == version;
    }
}
