using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.Host.Logging;

/// <summary>The values of a log message by name, taken apart from its sentence.</summary>
internal static class LogFields
{
    // What the logging library calls the sentence before its values are filled in.
    private const string Template = "{OriginalFormat}";

    /// <summary>Values by <c>fieldName</c>, without those that an entry has a place of its own for.</summary>
    public static List<KeyValuePair<string, object?>> Of<TState>(TState state, out ErrorCode code)
    {
        List<KeyValuePair<string, object?>> fields = [];
        code = state is OperatorNote note ? note.Code : ErrorCode.None;
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> values) return fields;
        foreach ((string name, object? value) in values)
        {
            if (name is not (Template or "Player")) fields.Add(new(char.ToLowerInvariant(name[0]) + name[1..], value));
        }

        return fields;
    }
}
