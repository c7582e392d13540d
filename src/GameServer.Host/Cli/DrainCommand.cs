using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver drain</c>: leave politely; <c>drain status</c> asks how far that is, <c>drain cancel</c> stays.</summary>
internal sealed class DrainCommand : ClientCommand
{
    private readonly Option<int?> _limit = Spans.Option("--limit", "How long rooms may go on; the server's own limit by default.");
    private readonly Option<string?> _redirect = new("--redirect") { Description = "Where players shall go, as HOST:PORT." };
    private readonly Option<string?> _message = new("--message") { Description = "What players read." };

    public DrainCommand(ApiConnection connection)
        : base(connection, "drain", "Lets nobody in any more, tells players where to go or when it ends, waits for rooms, stores them and stops.")
    {
        Options.Add(_limit);
        Options.Add(_redirect);
        Options.Add(_message);
        Subcommands.Add(new DrainStatusCommand(connection));
        Subcommands.Add(new DrainCancelCommand(connection));
    }

    protected override ApiRequest Request(ParseResult line) =>
        ApiRequest.Post($"/api/v1/drain", new { limitSeconds = line.GetValue(_limit), redirect = line.GetValue(_redirect), message = line.GetValue(_message) });

    protected override void Show(JsonElement answer, Display display) => Answers.ShowOne(display, answer);
}
