using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver content schedule VERSION --from TIME [--to TIME]</c>.</summary>
internal sealed class ContentScheduleCommand : ClientCommand
{
    private readonly Argument<string> _version = ContentCommand.Version();
    private readonly Option<DateTimeOffset?> _from = Time("--from", "Its first moment.");
    private readonly Option<DateTimeOffset?> _to = Time("--to", "The first moment after it; for good when left out.");

    public ContentScheduleCommand(ApiConnection connection)
        : base(connection, "schedule", "Has a version hold everywhere from one time to another: an event.")
    {
        _from.Required = true;
        Arguments.Add(_version);
        Options.Add(_from);
        Options.Add(_to);
    }

    protected override ApiRequest Request(ParseResult line) =>
        ApiRequest.Post($"/api/v1/content/schedule", new { version = line.GetValue(_version), from = line.GetValue(_from), to = line.GetValue(_to) });

    protected override void Show(JsonElement answer, Display display) => Answers.ShowOne(display, answer, except: "text");

    // An operator's machine and a server's may stand in different time zones: without one, UTC is meant.
    private static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = description + " Such as 2026-12-24T18:00 (UTC) or 2026-12-24T18:00+01:00.",
        HelpName = "TIME",
        CustomParser = Parse,
    };

    private static DateTimeOffset? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)) return time;
        result.AddError($"'{text}' is no time: 2026-12-24T18:00 and 2026-12-24T18:00+01:00 are.");
        return null;
    }
}
