using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace GameServer.LoadTest.LiveContent;

/// <summary>The operator of a content run: the server's admin API as anybody would use it.</summary>
internal sealed class ContentAdmin(string hostAndPort) : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10), BaseAddress = new Uri($"http://{hostAndPort}/api/v1/content/") };

    /// <summary>Publishes a file.</summary>
    /// <returns>The version.</returns>
    /// <exception cref="HttpRequestException">The server did not do it.</exception>
    public Task<string> PublishAsync(string file, string text, double percent) =>
        ChangeAsync(string.Create(CultureInfo.InvariantCulture, $"publish?percent={percent}&note=load+test"), new { files = new Dictionary<string, string> { [file] = text } });

    public Task<string> StageAsync(string version, double percent) => ChangeAsync("stage", new { version, percent });

    public Task<string> RollBackAsync() => ChangeAsync("rollback", new { });

    /// <summary>What holds where.</summary>
    public async Task<Picture> ReadAsync() => await _http.GetFromJsonAsync<Picture>("", s_json) ?? throw new HttpRequestException("no content");

    /// <summary>The server's last late ticks, oldest first.</summary>
    public async Task<IReadOnlyList<LateTick>> ReadLateTicksAsync() =>
        [.. (await _http.GetFromJsonAsync<List<TickPicture>>("../ticks", s_json) ?? []).SelectMany(shard => shard.LastLate ?? [])];

    public void Dispose() => _http.Dispose();

    private async Task<string> ChangeAsync(string path, object body)
    {
        using HttpResponseMessage answer = await _http.PostAsJsonAsync(path, body, s_json);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<Changed>(s_json))!.Version;
    }

    /// <summary>Content on the server, as far as the run looks at it.</summary>
    internal sealed record Picture(string Active, IReadOnlyList<RoomPicture> Rooms);

    /// <summary>One room's.</summary>
    internal sealed record RoomPicture(int Room, string Version, string Announced);

    /// <summary>A tick that was late, why, and whether that lies outside the server.</summary>
    internal sealed record LateTick(int Room, uint Tick, double LatenessMs, double CostMs, string Cause, bool IsMachines);

    private sealed record TickPicture(IReadOnlyList<LateTick>? LastLate);

    private sealed record Changed(string Version);
}
