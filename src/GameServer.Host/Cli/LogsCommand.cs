using System.CommandLine;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver logs</c>: one JSON object per line, oldest first; with <c>--follow</c> it goes on until Ctrl-C.</summary>
internal sealed class LogsCommand : ClientCommand
{
    private readonly Option<string?> _player = new("--player") { Description = "Only what concerns this player." };
    private readonly Option<string?> _level = new("--level") { Description = "Only events of this level and above." };
    private readonly Option<bool> _follow = new("--follow") { Description = "Go on with what is logged from now on." };

    public LogsCommand(ApiConnection connection)
        : base(connection, "logs", "Shows what the server logged lately.")
    {
        _level.AcceptOnlyFromAmong(LogLevels.All);
        Options.Add(_player);
        Options.Add(_level);
        Options.Add(_follow);
    }

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/logs")
        .Where(("player", line.GetValue(_player)), ("level", line.GetValue(_level)), ("follow", line.GetValue(_follow) ? true : null));

    protected override async Task<int> ReadAsync(HttpResponseMessage response, Display display, CancellationToken cancel)
    {
        using Stream stream = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        using StreamReader reader = new(stream);
        while (await reader.ReadLineAsync(cancel).ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0) continue;   // keeps the connection alive
            if (display.IsJson) display.WriteJson(line);
            else Show(JsonDocument.Parse(line).RootElement, display);
        }

        return ExitCode.Success;
    }

    protected override void Show(JsonElement answer, Display display) => display.Line(LogLine.Of(answer));
}
