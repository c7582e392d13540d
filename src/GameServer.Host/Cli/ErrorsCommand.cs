using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver errors [CODE]</c>: the catalogue, as the server that runs knows it.</summary>
internal sealed class ErrorsCommand : ListCommand
{
    private readonly Argument<string?> _code = new("code") { Description = "Only this one, such as GS-1001 or 1001.", Arity = ArgumentArity.ZeroOrOne };

    public ErrorsCommand(ApiConnection connection)
        : base(connection, "errors", "Lists error codes, what they mean and what to do.", "errors") => Arguments.Add(_code);

    public override IReadOnlyList<Column> Columns { get; } = [new("Code", "code"), new("Name", "name"), new("Meaning", "meaning"), new("What to do", "action")];

    protected override ApiRequest Request(ParseResult line) => line.GetValue(_code) switch
    {
        null => ApiRequest.Get($"/api/v1/errors"),
        "" or "." or ".." => throw new UsageException("a code such as GS-1001 is needed."),
        { } code when code.All(char.IsAsciiDigit) => ApiRequest.Get($"/api/v1/errors/GS-{code}"),
        { } code => ApiRequest.Get($"/api/v1/errors/{code.ToUpperInvariant()}"),
    };

    protected override void Show(JsonElement answer, Display display)
    {
        if (answer.ValueKind == JsonValueKind.Array) base.Show(answer, display);
        else Answers.ShowOne(display, answer);
    }
}
