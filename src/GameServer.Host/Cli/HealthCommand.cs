using System.CommandLine;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver health [live|ready|startup]</c>: the probes as an exit code, for supervisors that run a program instead of asking over HTTP.</summary>
internal sealed class HealthCommand : ClientCommand
{
    private readonly Argument<string> _probe = new("probe") { Description = "live: it works; ready: it lets players in; startup: it has started.", DefaultValueFactory = _ => "ready" };

    public HealthCommand(ApiConnection connection)
        : base(connection, "health", "Asks whether the server is well; exit code 1 when it says no.")
    {
        _probe.AcceptOnlyFromAmong("live", "ready", "startup");
        Arguments.Add(_probe);
    }

    protected override ApiRequest Request(ParseResult line) => line.GetValue(_probe) switch
    {
        "live" => ApiRequest.Get($"/livez"),
        "startup" => ApiRequest.Get($"/startupz"),
        _ => ApiRequest.Get($"/readyz"),
    };

    protected override async Task<int> RefuseAsync(HttpResponseMessage response, Display display, TextWriter error, CancellationToken cancel)
    {
        if (response.StatusCode != HttpStatusCode.ServiceUnavailable) return await base.RefuseAsync(response, display, error, cancel).ConfigureAwait(false);
        await ReadAsync(response, display, cancel).ConfigureAwait(false);
        return ExitCode.ProblemFound;
    }

    protected override void Show(JsonElement answer, Display display)
    {
        string reasons = new Column("", "reasons").Of(answer);
        display.Line($"{new Column("", "status").Of(answer)}{(reasons.Length > 0 ? ": " + reasons : "")}");
    }
}
