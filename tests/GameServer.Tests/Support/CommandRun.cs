using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Host;
using GameServer.Host.Cli;

namespace GameServer.Tests;

/// <summary>A command line run within the test, against a server that answers whatever the test likes.</summary>
internal sealed class CommandRun
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public int ExitCode { get; private set; }

    /// <summary>What the server was asked, in order: method, path with query, body, and what was shown as token.</summary>
    public List<(string Method, string Path, string Body, string Token)> Asked { get; } = [];

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">As a shell would hand them over.</param>
    /// <param name="answer">The server's; null: there is no server.</param>
    /// <param name="status">Of the answer.</param>
    /// <param name="variables">The environment.</param>
    public static CommandRun Of(string[] arguments, string? answer = "{}", HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Text)[] variables)
    {
        CommandRun run = new();
        ApiConnection connection = new(variables.ToDictionary(variable => variable.Name, variable => variable.Text), server => new Server(run, answer, status));
        run.ExitCode = CommandLine.Run(arguments, new InvocationConfiguration { Output = run._output, Error = run._error }, connection);
        return run;
    }

    /// <summary>Runs a command line against a server that is there.</summary>
    public static CommandRun Against(IPEndPoint server, string token, params string[] arguments)
    {
        CommandRun run = new();
        ApiConnection connection = new(new Dictionary<string, string> { ["GAMESERVER_SERVER"] = server.ToString(), ["GAMESERVER_TOKEN"] = token });
        run.ExitCode = CommandLine.Run(arguments, new InvocationConfiguration { Output = run._output, Error = run._error }, connection);
        return run;
    }

    private sealed class Server(CommandRun run, string? answer, HttpStatusCode status) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            run.Asked.Add((request.Method.Method, request.RequestUri!.PathAndQuery, body, request.Headers.Authorization?.ToString() ?? ""));
            if (answer is null) throw new HttpRequestException("nobody is there");
            return new HttpResponseMessage(status) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
        }
    }
}
