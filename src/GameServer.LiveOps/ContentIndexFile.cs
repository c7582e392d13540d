using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace GameServer.LiveOps;

/// <summary>A <see cref="ContentIndex"/> as text for a file: JSON, versions as 16 hexadecimal digits.</summary>
public static class ContentIndexFile
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Writes it.</summary>
    public static string Write(ContentIndex index) => JsonSerializer.Serialize(
        new Stored(
            [.. index.Versions.Select(version => new StoredVersion(Hex(version.Hash), version.PublishedAt, version.Who, version.Note, version.Bytes))],
            Hex(index.Active),
            [.. index.History.Select(Hex)],
            index.Stage is { } stage ? new StoredStage(Hex(stage.Version), stage.Percent, stage.Of.ToString()) : null,
            [.. index.Schedule.Select(entry => new StoredEvent(Hex(entry.Version), entry.From, entry.To))]),
        s_json);

    /// <summary>Reads it.</summary>
    /// <returns>Null when the text is no index.</returns>
    public static ContentIndex? TryRead(string text)
    {
        try
        {
            Stored? stored = JsonSerializer.Deserialize<Stored>(text, s_json);
            if (stored is not { Versions: not null, History: not null, Schedule: not null }) return null;
            return new ContentIndex
            {
                Versions = [.. stored.Versions.OfType<StoredVersion>().Select(version => new ContentVersion(Hash(version.Version), version.PublishedAt, version.Who, version.Note, version.Bytes))],
                Active = Hash(stored.Active),
                History = [.. stored.History.Select(Hash)],
                Stage = stored.Stage is { } stage ? new ContentStage(Hash(stage.Version), stage.Percent, Enum.Parse<ContentSegment>(stage.Of)) : null,
                Schedule = [.. stored.Schedule.OfType<StoredEvent>().Select(entry => new ContentEvent(Hash(entry.Version), entry.From, entry.To))],
            };
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A version as people see it.</summary>
    public static string Hex(ulong version) => version.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads a version as people write it; 16 hexadecimal digits.</summary>
    public static bool TryReadHex(string text, out ulong version) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out version) && text.Length == 16;

    private static ulong Hash(string text) => TryReadHex(text, out ulong version) ? version : throw new FormatException(text);

    private sealed record Stored(IReadOnlyList<StoredVersion> Versions, string Active, IReadOnlyList<string> History, StoredStage? Stage, IReadOnlyList<StoredEvent> Schedule);

    private sealed record StoredVersion(string Version, DateTimeOffset PublishedAt, string Who, string Note, int Bytes);

    private sealed record StoredStage(string Version, double Percent, string Of);

    private sealed record StoredEvent(string Version, DateTimeOffset From, DateTimeOffset? To);
}
