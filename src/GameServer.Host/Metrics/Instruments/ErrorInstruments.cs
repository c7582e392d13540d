using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Linq;
using GameServer.Core;
using static GameServer.Host.Metrics.InstrumentKind;
using static GameServer.Host.Metrics.Series;

namespace GameServer.Host.Metrics.Instruments;

/// <summary>Errors by the codes of the catalogue: those of them that a server can count. All are there from the start, so that the first of a kind is seen as an increase.</summary>
internal static class ErrorInstruments
{
    private static readonly ErrorInfo[] s_counted = [.. ErrorCatalogue.All.Where(error => error.Places.HasFlag(ErrorPlaces.Metric))];
    private static readonly KeyValuePair<string, object?>[] s_tags = [.. s_counted.Select(error => Tag("code", error.Text))];

    public static IReadOnlyList<InstrumentSpec> All { get; } =
    [
        new(
            "gameserver.errors",
            Counter,
            "{error}",
            "Errors, by code: see ERRORS.md.",
            [new LabelSpec("code", "such as `GS-1001`", s_counted.Length)],
            reading => s_counted.Select((error, index) => new Measurement<double>(reading.Errors.Of(error.Code), s_tags[index]))),
    ];
}
