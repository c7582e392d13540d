using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Admin;
using Xunit;

namespace GameServer.Tests.Admin;

/// <summary>Requests that no honest client sends. Each gets a clear 4xx, nothing of it is done, and the shard ticks on.</summary>
public sealed class HostileHttpTests : IClassFixture<HostileHttpTests.Shared>
{
    private const string Kick = "/api/v1/players/anna/kick";

    private readonly AdminUnderTest _admin;
    private readonly long _ticksBefore;

    public HostileHttpTests(Shared shared)
    {
        _admin = shared.Admin;
        _ticksBefore = _admin.Ticks;
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"reason\"")]
    [InlineData("{}")]
    [InlineData("{\"reason\":null}")]
    [InlineData("{\"reason\":5}")]
    [InlineData("{\"Reason\":\"x\"}")]
    [InlineData("{\"reason\":\"x\",\"and\":1}")]
    [InlineData("{\"reason\":\"x\",\"reason\":\"y\"}")]
    [InlineData("{\"reason\":\"x\",}")]
    [InlineData("{\"reason\":\"x\"} {}")]
    [InlineData("/* why */{\"reason\":\"x\"}")]
    [InlineData("{\"reason\":\"\\ud800\"}")]
    public async Task A_body_that_is_not_what_the_operation_takes_is_told_so(string json)
    {
        AdminUnderTest.Answer answer = await _admin.Ask(HttpMethod.Post, Kick, AdminUnderTest.Operator, json);
        Assert.Equal((400, ErrorCode.BodyMalformed), (answer.Status, answer.Code));
        Assert.DoesNotContain("GameServer.", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await StaysUnmoved();
    }

    [Fact]
    public async Task A_change_that_could_not_be_read_is_audited_as_refused()
    {
        using AdminUnderTest admin = new();
        await admin.Ask(HttpMethod.Post, Kick, AdminUnderTest.Operator, "{");
        AuditEntry entry = Assert.Single(admin.Audit.Read(10));
        Assert.Equal((AuditOutcome.Refused, "GS-6010", "kickPlayer", "olga", "anna"), (entry.Outcome, entry.Code, entry.Operation, entry.Who, entry.Arguments["player"]));
    }

    [Fact]
    public async Task A_body_nested_without_end_is_refused()
    {
        string json = string.Concat(Enumerable.Repeat("{\"reason\":", 5_000));
        Assert.Equal(ErrorCode.BodyMalformed, (await _admin.Ask(HttpMethod.Post, Kick, AdminUnderTest.Operator, json)).Code);
        await StaysUnmoved();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task A_body_that_a_form_could_send_is_refused_by_its_content_type(string? contentType)
    {
        AdminUnderTest.Answer answer = await _admin.Ask(HttpMethod.Post, Kick, AdminUnderTest.Operator, "{\"reason\":\"x\"}", request =>
            request.Content!.Headers.ContentType = contentType is null ? null : System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType));
        Assert.Equal((415, ErrorCode.BodyNotJson), (answer.Status, answer.Code));
        await StaysUnmoved();
    }

    [Theory]
    [InlineData("a\u0007b")]
    [InlineData("a\nb")]
    [InlineData(null)]
    public async Task A_text_that_players_could_not_read_is_refused(string? reason)
    {
        AdminUnderTest.Answer answer = await _admin.Ask(HttpMethod.Post, Kick, AdminUnderTest.Operator, JsonSerializer.Serialize(new { reason = reason ?? new string('x', 201) }));
        Assert.Equal((400, ErrorCode.ArgumentInvalid), (answer.Status, answer.Code));
        await StaysUnmoved();
    }

    [Theory]
    [InlineData("/api/v1/players?limit=0")]
    [InlineData("/api/v1/players?limit=-1")]
    [InlineData("/api/v1/players?limit=1001")]
    [InlineData("/api/v1/players?limit=99999999999999999999")]
    [InlineData("/api/v1/players?limit=ten")]
    [InlineData("/api/v1/players?limit=1&limit=2")]
    [InlineData("/api/v1/players?room=x")]
    [InlineData("/api/v1/players?query=")]
    [InlineData("/api/v1/players?query=%00")]
    [InlineData("/api/v1/audit?limit=0")]
    [InlineData("/api/v1/audit?before=-5")]
    [InlineData("/api/v1/errors/GS-9999")]
    [InlineData("/api/v1/errors/..%2f..%2fetc%2fpasswd")]
    public async Task A_value_out_of_its_range_is_named(string path)
    {
        AdminUnderTest.Answer answer = await _admin.Ask(HttpMethod.Get, path, AdminUnderTest.Admin);
        Assert.Equal((400, ErrorCode.ArgumentInvalid), (answer.Status, answer.Code));
        await StaysUnmoved();
    }

    [Theory]
    [InlineData("/api/v1/../v1/rooms")]
    [InlineData("/api/v1/./rooms")]
    [InlineData("/api/v1/%2e%2e/v1/rooms")]
    [InlineData("/api/v1/players/%2E%2E/kick")]
    [InlineData("/../../../../etc/passwd")]
    [InlineData("//evil.example/api/v1/rooms")]
    [InlineData("/api//v1/rooms")]
    [InlineData("/api/v1/rooms\\..\\players")]
    [InlineData("/api/v1/players/a%01b")]
    [InlineData("/api/v1/players/a%0d%0aSet-Cookie:x")]
    public async Task A_path_that_means_another_than_it_shows_is_refused(string path)
    {
        string answer = await Get(path);
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("GS-6017", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", answer, StringComparison.Ordinal);
        await StaysUnmoved();
    }

    [Theory]
    [InlineData("GET /api/v1/players/%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GET /api/v1/players/\0 HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GET /api/v1/rooms HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /api/v1/rooms HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400)]
    [InlineData("GET /api/v1/rooms HTTP/9.9\r\nHost: x\r\n\r\n", 505)]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003", 400)]
    [InlineData("POST /api/v1/message HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 401)]
    [InlineData("POST /api/v1/message HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("GET /api/v1/rooms HTTP/1.1\r\nHost: x\r\n broken header\r\n\r\n", 400)]
    [InlineData("CONNECT evil.example:80 HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    public async Task What_is_not_http_is_answered_once_and_the_connection_ends(string bytes, int status)
    {
        string answer = await _admin.Write(Encoding.Latin1.GetBytes(bytes.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal)));
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(answer, "HTTP/1.1 [1-5]"));
        if (status != 401) AssertIsProblem(answer, status, null);   // that one is an answer of our own, of no length beforehand
        await StaysUnmoved();
    }

    [Fact]
    public async Task Names_that_are_too_long_are_told_so_and_endless_lines_and_headers_end_the_connection()
    {
        Assert.Equal(ErrorCode.ArgumentInvalid, (await _admin.Ask(HttpMethod.Get, "/api/v1/players/" + new string('x', 257), AdminUnderTest.Viewer)).Code);
        Assert.Equal(ErrorCode.PlayerNotFound, (await _admin.Ask(HttpMethod.Get, "/api/v1/players/" + new string('x', 256), AdminUnderTest.Viewer)).Code);
        long counted = _admin.Log.Errors.Of(ErrorCode.RequestUnreadable);
        AssertIsProblem(await Get("/api/v1/players/" + new string('x', 10_000)), 414, ErrorCode.RequestUnreadable);
        AssertIsProblem(await Get("/api/v1/rooms", $"X-Long: {new string('x', 20_000)}\r\n"), 431, ErrorCode.RequestUnreadable);
        AssertIsProblem(await Get("/api/v1/rooms", string.Concat(Enumerable.Range(0, 100).Select(i => $"X-{i}: 1\r\n"))), 431, ErrorCode.RequestUnreadable);
        Assert.True(_admin.Log.Errors.Of(ErrorCode.RequestUnreadable) >= counted + 3);
        await StaysUnmoved();
    }

    [Fact]
    public async Task A_players_id_may_hold_slashes_and_percent_signs()
    {
        foreach (string id in new[] { "steam/123", "a%2Fb", "100%", "ä ö/ü", "a+b", "a?b#c" })
        {
            AdminUnderTest.Answer answer = await _admin.Ask(HttpMethod.Post, $"/api/v1/players/{Uri.EscapeDataString(id)}/kick", AdminUnderTest.Operator, "{\"reason\":\"x\"}");
            Assert.Equal(ErrorCode.PlayerNotFound, answer.Code);
            Assert.Equal(id, _admin.Audit.Read(1)[0].Arguments["player"]);
        }
    }

    [Fact]
    public async Task A_giant_body_is_refused_by_its_header_or_once_it_is_too_long()
    {
        AdminUnderTest.Answer answer = await _admin.Ask(HttpMethod.Post, Kick, AdminUnderTest.Operator, "{\"reason\":\"" + new string('x', AdminLimits.BodyBytes) + "\"}");
        Assert.Equal((413, ErrorCode.BodyTooLarge), (answer.Status, answer.Code));
        answer = await _admin.Ask(HttpMethod.Post, Kick, AdminUnderTest.Operator, "{\"reason\":\"" + new string('x', AdminLimits.BodyBytes) + "\"}", request => request.Headers.TransferEncodingChunked = true);
        Assert.Equal((413, ErrorCode.BodyTooLarge), (answer.Status, answer.Code));
        string claimed = await _admin.Write(Encoding.ASCII.GetBytes($"POST {Kick} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {AdminUnderTest.Operator}\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 413 ", claimed, StringComparison.Ordinal);
        await StaysUnmoved();
    }

    [Fact]
    public async Task A_giant_body_of_a_stranger_is_not_even_read()
    {
        string answer = await _admin.Write(Encoding.ASCII.GetBytes($"POST {Kick} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{{"), untilClosed: false);
        Assert.StartsWith("HTTP/1.1 401 ", answer, StringComparison.Ordinal);
        await StaysUnmoved();
    }

    [Fact]
    public async Task A_body_that_comes_too_slowly_is_given_up()
    {
        string answer = await _admin.Write(Encoding.ASCII.GetBytes($"POST {Kick} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {AdminUnderTest.Operator}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{\"reason\":"));
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("GS-6013", answer, StringComparison.Ordinal);
        await StaysUnmoved();
    }

    [Fact]
    public async Task Many_clients_that_never_end_their_headers_keep_nobody_out_for_long()
    {
        List<TcpClient> slow = [];
        try
        {
            for (int i = 0; i < AdminLimits.Connections / 2; i++)
            {
                TcpClient connection = new();
                slow.Add(connection);
                await connection.ConnectAsync(_admin.Endpoint);
                await connection.GetStream().WriteAsync("GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: "u8.ToArray());
            }

            await StaysUnmoved();
        }
        finally
        {
            foreach (TcpClient connection in slow) connection.Dispose();
        }
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/status")]
    [InlineData("POST", "/api/v1/status")]
    [InlineData("PUT", "/api/v1/players")]
    [InlineData("GET", Kick)]
    [InlineData("HEAD", "/api/v1/rooms")]
    [InlineData("TRACE", "/api/v1/rooms")]
    [InlineData("BREW", "/api/v1/rooms")]
    public async Task A_method_that_a_path_does_not_have_is_told_with_those_it_has(string method, string path)
    {
        AdminUnderTest.Answer answer = await _admin.Ask(new HttpMethod(method), path, AdminUnderTest.Viewer);
        Assert.Equal(405, answer.Status);
        if (method != "HEAD") Assert.Equal(ErrorCode.MethodNotAllowed, answer.Code);
        await StaysUnmoved();
    }

    [Fact]
    public async Task A_page_elsewhere_cannot_make_its_visitors_browser_ask()
    {
        using AdminUnderTest open = new(shape: options => options with { AdminTokens = [] });
        Assert.Equal(200, (await open.Ask(HttpMethod.Get, "/api/v1/rooms", null)).Status);
        Assert.Equal(ErrorCode.OriginNotAllowed, (await open.Ask(HttpMethod.Post, Kick, null, "{\"reason\":\"x\"}", request => request.Headers.Add("Origin", "http://evil.example"))).Code);
        Assert.Equal(ErrorCode.HostNotAllowed, (await open.Ask(HttpMethod.Post, Kick, null, "{\"reason\":\"x\"}", request => request.Headers.Host = "rebound.example")).Code);
        Assert.Equal(ErrorCode.RemoteNotAllowed, (await open.Ask(HttpMethod.Get, "/api/v1/rooms", null, null, request => request.Headers.Add("X-Forwarded-For", "192.0.2.7"))).Code);
        AdminUnderTest.Answer preflight = await open.Ask(HttpMethod.Options, Kick, null, null, request =>
        {
            request.Headers.Add("Origin", "http://evil.example");
            request.Headers.Add("Access-Control-Request-Method", "POST");
        });
        Assert.Equal(ErrorCode.OriginNotAllowed, preflight.Code);
    }

    // Status line, headers and a body that is as long as they say, and that says the same; which code is left open where the path decides.
    private static void AssertIsProblem(string answer, int status, ErrorCode? code)
    {
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        string[] parts = answer.Split("\r\n\r\n", 2);
        Assert.Contains("Content-Type: application/problem+json", parts[0], StringComparison.Ordinal);
        Assert.Contains($"Content-Length: {parts[1].Length}\r\n", parts[0] + "\r\n", StringComparison.Ordinal);
        JsonElement problem = JsonDocument.Parse(parts[1]).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        if (code is { } expected) Assert.Equal(ErrorCatalogue.TextOf(expected), problem.GetProperty("code").GetString());
    }

    private Task<string> Get(string path, string headers = "") =>
        _admin.Write(Encoding.Latin1.GetBytes($"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {AdminUnderTest.Viewer}\r\n{headers}Connection: close\r\n\r\n"));

    // The shard goes on, the address answers, and nothing of ours failed on the way.
    private async Task StaysUnmoved()
    {
        long deadline = Environment.TickCount64 + 30_000;
        while (_admin.Ticks <= _ticksBefore && Environment.TickCount64 < deadline) await Task.Delay(5);   // at most; the pictures are ten a second
        Assert.True(_admin.Ticks > _ticksBefore, "the shard stands still");
        Assert.Null(_admin.Broken);
        AdminUnderTest.Answer status = await _admin.Ask(HttpMethod.Get, "/api/v1/status", AdminUnderTest.Viewer);
        Assert.Equal(200, status.Status);
        Assert.Equal(0, status.Json.GetProperty("shards")[0].GetProperty("playerCount").GetInt32());
        Assert.Equal(0, _admin.Log.Errors.Of(ErrorCode.RequestFailed));
    }

    /// <summary>One server for all of it.</summary>
    public sealed class Shared : IDisposable
    {
        internal AdminUnderTest Admin { get; } = new();

        public void Dispose() => Admin.Dispose();
    }
}
