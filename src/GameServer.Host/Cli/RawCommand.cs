using System.CommandLine;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace GameServer.Host.Cli;

/// <summary>A command that passes on what the server writes: it is meant for other programs as it is.</summary>
internal sealed class RawCommand(ApiConnection connection, string name, string description, string path) : ClientCommand(connection, name, description)
{
    protected override ApiRequest Request(ParseResult line) => new(HttpMethod.Get, path);

    protected override async Task<int> ReadAsync(HttpResponseMessage response, Display display, CancellationToken cancel)
    {
        display.WriteJson((await response.Content.ReadAsStringAsync(cancel).ConfigureAwait(false)).TrimEnd('\n'));
        return ExitCode.Success;
    }

    protected override void Show(JsonElement answer, Display display) => Answers.ShowOne(display, answer);
}
