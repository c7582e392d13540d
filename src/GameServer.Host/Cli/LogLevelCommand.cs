using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver log-level</c>: asks for the level, sets it, or lowers it for one player for a while.</summary>
internal sealed class LogLevelCommand : ClientCommand
{
    private readonly Argument<string?> _level = new("level") { Description = "What is logged from now on; left out, the level is shown.", Arity = ArgumentArity.ZeroOrOne, HelpName = "level" };
    private readonly Option<string?> _player = new("--player") { Description = "For one player only." };
    private readonly Option<int?> _for = Spans.Option("--for", "With --player: for how long.");

    public LogLevelCommand(ApiConnection connection)
        : base(connection, "log-level", "Shows or sets what is logged, for all or for one player.")
    {
        _level.AcceptOnlyFromAmong(LogLevels.All);
        Arguments.Add(_level);
        Options.Add(_player);
        Options.Add(_for);
    }

    protected override ApiRequest Request(ParseResult line) => (line.GetValue(_level), line.GetValue(_player), line.GetValue(_for)) switch
    {
        (_, "" or "." or "..", _) => throw new UsageException("--player names no player."),
        (null, null, null) => ApiRequest.Get($"/api/v1/log-level"),
        ({ } level, null, null) => ApiRequest.Put($"/api/v1/log-level", new { level }),
        ({ } level, { } player, { } seconds) => ApiRequest.Put($"/api/v1/players/{player}/log-level", new { level, seconds }),
        _ => throw new UsageException("one player's level needs all of LEVEL, --player and --for."),
    };

    protected override void Show(JsonElement answer, Display display)
    {
        if (answer.ValueKind == JsonValueKind.Object) Answers.ShowOne(display, answer);
        else display.Line("Done.");
    }
}
