using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver content</c>: what holds where; its subcommands look at versions and change which one holds.</summary>
internal sealed class ContentCommand : ClientCommand
{
    public ContentCommand(ApiConnection connection)
        : base(connection, "content", "Shows which version of content holds where: active, on trial, scheduled, and in each room.")
    {
        Subcommands.Add(new ContentListCommand(connection));
        Subcommands.Add(new ContentShowCommand(connection));
        Subcommands.Add(new ContentDiffCommand(connection));
        Subcommands.Add(new ContentPublishCommand(connection));
        Subcommands.Add(new ContentStageCommand(connection));
        Subcommands.Add(new ContentScheduleCommand(connection));
        Subcommands.Add(new ContentRollBackCommand(connection));
    }

    /// <summary>The argument that names a version.</summary>
    public static Argument<string> Version(string name = "version")
    {
        Argument<string> version = new(name) { Description = "16 hexadecimal digits, as content list prints them." };
        version.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(result.Tokens[0].Value is { Length: 16 } text && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, null, out _)))
            {
                result.AddError($"'{result.Tokens[0].Value}' is no version: 16 hexadecimal digits are.");
            }
        });
        return version;
    }

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/content");

    protected override void Show(JsonElement answer, Display display) => Answers.ShowOne(display, answer);
}
