using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace GameServer.Host.Cli;

/// <summary>A command that asks a running server for one thing, and shows what it answers. Its subclasses say what is asked and how the answer looks to a person.</summary>
internal abstract class ClientCommand : Command
{
    private readonly ApiConnection _connection;

    protected ClientCommand(ApiConnection connection, string name, string description)
        : base(name, description)
    {
        _connection = connection;
        connection.AddTo(this);
        SetAction(RunAsync);
    }

    /// <summary>What is asked.</summary>
    /// <exception cref="UsageException">The command line cannot be meant.</exception>
    protected abstract ApiRequest Request(ParseResult line);

    /// <summary>Shows the answer to a person.</summary>
    protected abstract void Show(JsonElement answer, Display display);

    /// <summary>Reads an answer and shows it.</summary>
    /// <returns>The exit code.</returns>
    protected virtual async Task<int> ReadAsync(HttpResponseMessage response, Display display, CancellationToken cancel)
    {
        string body = await response.Content.ReadAsStringAsync(cancel).ConfigureAwait(false);
        if (display.IsJson) display.WriteJson(body.TrimEnd('\n'));
        else Show(body.Length == 0 ? default : JsonDocument.Parse(body).RootElement, display);
        return ExitCode.Success;
    }

    /// <summary>What an answer that is no success comes to.</summary>
    /// <returns>The exit code.</returns>
    protected virtual async Task<int> RefuseAsync(HttpResponseMessage response, Display display, TextWriter error, CancellationToken cancel)
    {
        string body = await response.Content.ReadAsStringAsync(cancel).ConfigureAwait(false);
        if (display.IsJson && body.StartsWith('{')) display.WriteJson(body.TrimEnd('\n'));
        foreach (string text in ApiProblem.Lines(response.StatusCode, body)) Complain(error, text);
        return ApiProblem.ExitCodeOf(response.StatusCode);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        TextWriter error = line.InvocationConfiguration.Error;
        Display display = Display.Of(line, _connection.Json);
        try
        {
            ApiRequest request = Request(line);
            using HttpResponseMessage response = await _connection.SendAsync(line, request, cancel).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? await ReadAsync(response, display, cancel).ConfigureAwait(false)
                : await RefuseAsync(response, display, error, cancel).ConfigureAwait(false);
        }
        catch (UsageException wrong)
        {
            Complain(error, wrong.Message);
            return ExitCode.Usage;
        }
        catch (JsonException)
        {
            Complain(error, string.Create(CultureInfo.InvariantCulture, $"what answers at {_connection.Server(line)} is no game server: this is not JSON."));
            return ExitCode.CannotReach;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            Complain(error, $"cannot reach {_connection.Server(line)}: {failure.Message}. Is the server running, and is this its --admin address (--server)?");
            return ExitCode.CannotReach;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return ExitCode.Success;   // somebody pressed Ctrl-C
        }
    }

    private static void Complain(TextWriter error, string text) => error.WriteLine("gameserver: " + Display.Clean(text));
}
