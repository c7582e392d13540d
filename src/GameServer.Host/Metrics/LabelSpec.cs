using System;
using System.Linq;
using GameServer.Host.Metrics.Exposition;

namespace GameServer.Host.Metrics;

/// <summary>A label that series of an instrument are told apart by. Its values are a closed set: nothing a client or an operator can name is ever one.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Values">The set, in words, for the documentation.</param>
/// <param name="ValuesMax">How many there can be.</param>
internal sealed record LabelSpec(string Name, string Values, int ValuesMax)
{
    /// <summary>A label whose values are these.</summary>
    public static LabelSpec Of(string name, params string[] values) => new(name, string.Join(", ", values.Select(value => $"`{value}`")), values.Length);

    /// <summary>A label whose values are those of an enum.</summary>
    public static LabelSpec Of<TEnum>(string name)
        where TEnum : struct, Enum => Of(name, ValuesOf<TEnum>());

    /// <summary>An enum's names as label values, in the order of their numbers.</summary>
    public static string[] ValuesOf<TEnum>()
        where TEnum : struct, Enum => [.. Enum.GetNames<TEnum>().Select(MetricName.Value)];
}
