using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver errors [CODE]</c>: the catalogue, as the server that runs knows it.</summary>
internal sealed class ErrorsCommand : ListCommand
{
    private readonly Argument<string?> _code = new("code") { Description = "Only this one, such as GS-1001 or 1001.", Arity = ArgumentArity.ZeroOrOne };
    private string? _only;

    public ErrorsCommand(ApiConnection connection)
        : base(connection, "errors", "Lists error codes, what they mean and what to do.", "errors") => Arguments.Add(_code);

    public override IReadOnlyList<Column> Columns { get; } = [new("Code", "code"), new("Name", "name"), new("Meaning", "meaning"), new("What to do", "action")];

    protected override ApiRequest Request(ParseResult line)
    {
        _only = line.GetValue(_code);
        return ApiRequest.Get($"/api/v1/errors");
    }

    protected override async Task<int> ReadAsync(HttpResponseMessage response, Display display, CancellationToken cancel)
    {
        if (_only is null) return await base.ReadAsync(response, display, cancel).ConfigureAwait(false);
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancel).ConfigureAwait(false));
        JsonElement[] found = [.. RowsOf(answer.RootElement).Where(IsAsked)];
        if (found.Length == 0)
        {
            display.Line($"There is no error {_only}.");
            return ExitCode.NotFound;
        }

        if (display.IsJson) display.WriteJson(found[0].GetRawText());
        else Answers.ShowOne(display, found[0]);
        return ExitCode.Success;
    }

    private bool IsAsked(JsonElement error)
    {
        string code = new Column("", "code").Of(error);
        return code.Equals(_only, StringComparison.OrdinalIgnoreCase) || code.Equals("GS-" + _only, StringComparison.OrdinalIgnoreCase);
    }
}
