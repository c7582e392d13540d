using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace GameServer.LoadTest.Target;

/// <summary>Reads the server's <c>/status</c> from its admin address.</summary>
internal sealed class StatusClient : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly Uri _status;

    public StatusClient(string hostAndPort)
    {
        HostAndPort = hostAndPort;
        _status = new Uri($"http://{hostAndPort}/status");
    }

    public string HostAndPort { get; }

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

    public void Dispose() => _http.Dispose();
}
