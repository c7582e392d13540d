using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.LiveContent;
using GameServer.Host.Operating;
using GameServer.LiveOps;

namespace GameServer.Host.Dashboard.Actions;

/// <summary>Forms about content.</summary>
/// <param name="service">Null when the game declares none.</param>
internal sealed class ContentActions(ContentService? service)
{
    /// <summary>Begins the name of a field that holds a table as YAML.</summary>
    public const string TablePrefix = "table.";

    private static readonly FormResult s_none = new("The game that runs here declares no content.", ErrorCode.ContentNotDeclared);

    public Task<FormResult> PublishAsync(FormFields fields, CancellationToken cancel)
    {
        if (service is null) return Task.FromResult(s_none);
        string note = fields["note"].Trim();
        if (note.Length > ContentLimits.NoteLength || note.Any(char.IsControl)) return FormResult.Invalid($"A note has {ContentLimits.NoteLength} letters at most, in one line.");
        if (!TryReadPercent(fields, out double percent)) return FormResult.Invalid("A percentage of 0 to 100 is needed.");
        List<ContentFile> files = [.. fields.Arguments
            .Where(pair => pair.Key.StartsWith(TablePrefix, StringComparison.Ordinal) && pair.Value.Trim().Length > 0)
            .Select(pair => new ContentFile(pair.Key[TablePrefix.Length..] + ".yaml", pair.Value.ReplaceLineEndings("\n")))];
        return FormResult.Of(service.PublishAsync(files, note, fields.Who, percent, cancel), version => $"Version {version.Version} is {version.State}.");
    }

    public Task<FormResult> StageAsync(FormFields fields, CancellationToken cancel)
    {
        if (service is null) return Task.FromResult(s_none);
        if (!TryReadVersion(fields, out ulong version)) return InvalidVersion;
        if (!TryReadPercent(fields, out double percent)) return FormResult.Invalid("A percentage of 0 to 100 is needed.");
        ContentSegment of = fields["of"] == "players" ? ContentSegment.Players : ContentSegment.Rooms;
        return FormResult.Of(service.StageAsync(version, percent, of, cancel), staged => $"Version {staged.Version} is {staged.State}.");
    }

    public Task<FormResult> ScheduleAsync(FormFields fields, CancellationToken cancel)
    {
        if (service is null) return Task.FromResult(s_none);
        if (!TryReadVersion(fields, out ulong version)) return InvalidVersion;
        if (!TryReadTime(fields["from"], out DateTimeOffset from)) return FormResult.Invalid("The time from when it holds is needed.");
        DateTimeOffset? to = TryReadTime(fields["to"], out DateTimeOffset end) ? end : null;
        if (to <= from) return FormResult.Invalid("It ends before it begins.");
        return FormResult.Of(service.ScheduleAsync(version, from, to, cancel), scheduled => $"Version {scheduled.Version} is {scheduled.State}.");
    }

    public Task<FormResult> RollBackAsync(FormFields fields, CancellationToken cancel)
    {
        if (service is null) return Task.FromResult(s_none);
        ulong? to = null;
        if (fields["version"].Length > 0)
        {
            if (!TryReadVersion(fields, out ulong version)) return InvalidVersion;
            to = version;
        }

        return FormResult.Of(service.RollBackAsync(to, cancel), active => $"Version {active.Version} is {active.State}.");
    }

    private static Task<FormResult> InvalidVersion => FormResult.Invalid("A version of 16 hexadecimal digits is needed.");

    private static bool TryReadVersion(FormFields fields, out ulong version) => ContentIndexFile.TryReadHex(fields["version"], out version);

    private static bool TryReadPercent(FormFields fields, out double percent) =>
        double.TryParse(fields["percent"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out percent) && percent is >= 0 and <= 100;

    // As browsers send a time without a zone; every time on the dashboard is UTC.
    private static bool TryReadTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
