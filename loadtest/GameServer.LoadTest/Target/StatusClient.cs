using System;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace GameServer.LoadTest.Target;

/// <summary>Reads the server's <c>/status</c> from its admin address.</summary>
internal sealed class StatusClient : IDisposable
{
    private const string UsualAdmin = "127.0.0.1:8080";

    private const int WarmUpRounds = 4;
    private const int WarmUpReads = 40;   // the runtime compiles anew what was called 30 times, twice
    private const int WarmUpPauseMs = 300;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly Uri _status;

    public StatusClient(string hostAndPort)
    {
        HostAndPort = hostAndPort;
        _status = new Uri($"http://{hostAndPort}/status");
    }

    public string HostAndPort { get; }

    /// <summary>The admin address that was named, or the usual one of a local server, if it is this server's.</summary>
    /// <param name="server">Where the players connect.</param>
    /// <param name="named">HOST:PORT; null tries the usual one.</param>
    /// <param name="say">Told why a named one is not used.</param>
    public static async Task<StatusClient?> TryFind(IPEndPoint server, string? named, Action<string> say)
    {
        if (named is null && !IPAddress.IsLoopback(server.Address)) return null;
        StatusClient status = new(named ?? UsualAdmin);
        ServerPicture? picture = await status.TryRead();
        if (picture is not null && picture.Serves(server.Port)) return status;
        if (named is not null) say(picture is null ? $"no status at {named}" : $"the server at {named} does not serve port {server.Port}: its status is not used");
        status.Dispose();
        return null;
    }

    /// <summary>The picture now; null when nobody answers or the answer is not one.</summary>
    public async Task<ServerPicture?> TryRead()
    {
        try
        {
            await using System.IO.Stream body = await _http.GetStreamAsync(_status);
            return await JsonSerializer.DeserializeAsync<ServerPicture>(body, s_json);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or JsonException or System.IO.IOException)
        {
            return null;
        }
    }

    /// <summary>Reads the status until the server's runtime has compiled for good what that takes: asked once a second, it would go on compiling for a minute, and the run would count that as the players' cost.</summary>
    public async Task WarmUp()
    {
        for (int round = 0; round < WarmUpRounds; round++)
        {
            for (int read = 0; read < WarmUpReads; read++) await TryRead();
            await Task.Delay(WarmUpPauseMs);
        }
    }

    public void Dispose() => _http.Dispose();
}
