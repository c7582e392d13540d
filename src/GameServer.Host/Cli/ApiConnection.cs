using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Host.Configuration;

namespace GameServer.Host.Cli;

/// <summary>How commands reach a server: the options that all of them share, and the one place where HTTP is spoken.</summary>
/// <param name="variables">The process's environment.</param>
/// <param name="newHandler">Carries requests; over the network by default.</param>
internal sealed class ApiConnection(IReadOnlyDictionary<string, string> variables, Func<Uri, HttpMessageHandler>? newHandler = null)
{
    private const string DefaultServer = "http://127.0.0.1:8080";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);   // the server itself gives up on a shard after a few

    private readonly Option<string> _server = new("--server")
    {
        Description = $"The server's admin address, such as {DefaultServer} (the default). {OptionVariables.Server} does the same.",
        HelpName = "URL",
    };

    private readonly Option<string> _token = new("--token") { Description = $"What to show the server. Better in {OptionVariables.Token}, which others on the machine cannot read.", HelpName = "TOKEN" };

    /// <summary>Whether machines read what a command prints.</summary>
    public Option<bool> Json { get; } = Display.JsonOption();

    public void AddTo(Command command)
    {
        command.Options.Add(_server);
        command.Options.Add(_token);
        command.Options.Add(Json);
    }

    /// <summary>The server that a command line, or the environment, names.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public Uri Server(ParseResult line)
    {
        string named = line.GetValue(_server) ?? variables.GetValueOrDefault(OptionVariables.Server, DefaultServer);
        string url = named.Contains("://", StringComparison.Ordinal) ? named : "http://" + named;
        return Uri.TryCreate(url, UriKind.Absolute, out Uri? server) && server.Scheme is "http" or "https" && server.PathAndQuery == "/"
            ? server
            : throw new UsageException($"--server is '{named}'; a URL such as {DefaultServer} is needed.");
    }

    /// <summary>Sends a request, and returns once the answer begins.</summary>
    /// <exception cref="UsageException">The server or the token cannot be read.</exception>
    /// <exception cref="HttpRequestException">Nobody answers, or not in time.</exception>
    public async Task<HttpResponseMessage> SendAsync(ParseResult line, ApiRequest request, CancellationToken cancel)
    {
        Uri server = Server(line);

        // Not disposed of here: the answer is still to be read. The process ends soon.
        HttpClient client = new(newHandler?.Invoke(server) ?? OverNetwork(server)) { Timeout = Timeout.InfiniteTimeSpan };
        using HttpRequestMessage message = new(request.Method, new Uri(server, request.Path));
        if (request.Body is not null) message.Content = JsonContent.Create(request.Body, options: Display.JsonOptions);
        string token = line.GetValue(_token) ?? variables.GetValueOrDefault(OptionVariables.Token, "");
        if (token.Any(letter => letter is <= ' ' or > '~')) throw new UsageException("the token holds letters that no token has.");
        if (token.Length > 0) message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        try
        {
            return await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new HttpRequestException($"no answer within {s_patience.TotalSeconds:0} s");
        }
    }

    // A proxy of the environment knows nothing of this machine's own addresses, and a redirection would take the token elsewhere.
    private static SocketsHttpHandler OverNetwork(Uri server) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = !server.IsLoopback,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        AutomaticDecompression = DecompressionMethods.All,
    };
}
