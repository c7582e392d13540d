using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using GameServer.Core;
using GameServer.Host.Metrics.Exposition;
using Microsoft.Extensions.Logging;

namespace GameServer.Host.Logging;

/// <summary>One thing that was logged.</summary>
internal sealed record LogEntry
{
    /// <summary>Counts entries from the start of the process, from 1; 0 for those that are in no ring.</summary>
    public long Sequence { get; init; }

    public required DateTime TimeUtc { get; init; }

    public required LogLevel Level { get; init; }

    /// <summary>Number and name; for the server's own entries those of <see cref="LogEventId"/>.</summary>
    public required EventId Event { get; init; }

    /// <summary>The sentence for people.</summary>
    public required string Message { get; init; }

    /// <summary>What went wrong, if something did.</summary>
    public ErrorCode Code { get; init; }

    /// <summary>Id of the player it is about; empty when it is about none, or about one who is not known yet.</summary>
    public string Player { get; init; } = "";

    /// <summary>That player's name.</summary>
    public string PlayerName { get; init; } = "";

    /// <summary>What else there is to say, by names as in <c>fieldName</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Fields { get; init; } = [];

    /// <summary>Whether it is about this player, by id or by name.</summary>
    public bool IsAbout(string player) => Player == player || (PlayerName.Length > 0 && PlayerName == player);

    /// <summary>The entry as one JSON object on one line, without the line's end.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("time", TimeUtc);
        json.WriteString("level", MetricName.Value(Level.ToString()));
        json.WriteNumber("event", Event.Id);
        json.WriteString("name", Event.Name);
        if (Code != ErrorCode.None) json.WriteString("code", ErrorCatalogue.TextOf(Code));
        json.WriteString("message", Message);
        if (Player.Length > 0) json.WriteString("player", Player);
        if (PlayerName.Length > 0) json.WriteString("playerName", PlayerName);
        foreach ((string name, object? value) in Fields) WriteField(json, name, value);
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case byte or sbyte or short or ushort or int or uint or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case ulong number:
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
