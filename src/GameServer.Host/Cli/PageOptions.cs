using System.CommandLine;

namespace GameServer.Host.Cli;

/// <summary>The options of lists that come in pages.</summary>
internal sealed class PageOptions
{
    private readonly Option<int?> _limit = new("--limit") { Description = "At most so many." };
    private readonly Option<string?> _after = new("--after") { Description = "Only those that come after this one: the next page." };

    public void AddTo(Command command)
    {
        command.Options.Add(_limit);
        command.Options.Add(_after);
    }

    /// <summary>The request for the page that a command line asks for.</summary>
    public ApiRequest Of(ApiRequest request, ParseResult line, params (string Name, object? Value)[] query) =>
        request.Where([.. query, ("limit", line.GetValue(_limit)), ("after", line.GetValue(_after))]);
}
