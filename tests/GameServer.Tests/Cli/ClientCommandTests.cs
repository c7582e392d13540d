using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using GameServer.Host;
using Xunit;

namespace GameServer.Tests.Cli;

public sealed class ClientCommandTests
{
    private static readonly JsonSerializerOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData(200, ExitCode.Success)]
    [InlineData(400, ExitCode.Usage)]
    [InlineData(413, ExitCode.Usage)]
    [InlineData(422, ExitCode.Usage)]
    [InlineData(401, ExitCode.Refused)]
    [InlineData(403, ExitCode.Refused)]
    [InlineData(404, ExitCode.NotFound)]
    [InlineData(409, ExitCode.Conflict)]
    [InlineData(429, ExitCode.TryAgain)]
    [InlineData(500, ExitCode.TryAgain)]
    [InlineData(503, ExitCode.TryAgain)]
    [InlineData(302, ExitCode.ProblemFound)]
    public void Every_answer_of_a_server_has_its_exit_code(int status, int expected) => Assert.Equal(expected, CommandRun.Of(["status"], "{}", (HttpStatusCode)status).ExitCode);

    [Fact]
    public void A_problem_is_shown_with_its_code_and_what_to_do()
    {
        const string Problem = """{"title":"t","detail":"no token was sent","code":"GS-6001","errors":["one","two"]}""";
        CommandRun run = CommandRun.Of(["kick", "anna"], Problem, HttpStatusCode.Unauthorized);
        string[] lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(["gameserver: GS-6001 no token was sent", "gameserver:   one", "gameserver:   two"], lines.Take(3));
        Assert.Equal($"gameserver:   {Core.ErrorCatalogue.Of((Core.ErrorCode)6001).Action}", lines[3]);
        Assert.Equal("", run.Output);
        Assert.Equal(Problem, CommandRun.Of(["kick", "anna", "--json"], Problem, HttpStatusCode.Unauthorized).Output.Trim());
    }

    [Theory]
    [InlineData("<html>a proxy says no</html>")]
    [InlineData("")]
    [InlineData("[1]")]
    public void What_is_no_problem_document_is_told_by_its_status(string body) =>
        Assert.StartsWith("gameserver: the server answers 502 BadGateway", CommandRun.Of(["status"], body, HttpStatusCode.BadGateway).Error, StringComparison.Ordinal);

    [Fact]
    public void Without_a_server_it_says_where_it_looked()
    {
        CommandRun run = CommandRun.Of(["rooms", "--server", "10.1.2.3:8080"], answer: null);
        Assert.Equal(ExitCode.CannotReach, run.ExitCode);
        Assert.Contains("cannot reach http://10.1.2.3:8080/: nobody is there", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.CannotReach, CommandRun.Of(["rooms"], "<html>").ExitCode);
    }

    [Fact]
    public void Server_and_token_come_from_the_environment_and_flags_lie_over_it()
    {
        (string, string)[] variables = [("GAMESERVER_TOKEN", "from-variable"), ("GAMESERVER_SERVER", "http://one:1")];
        Assert.Equal("Bearer from-variable", Assert.Single(CommandRun.Of(["status"], "{}", HttpStatusCode.OK, variables).Asked).Token);
        Assert.Equal("Bearer from-flag", Assert.Single(CommandRun.Of(["status", "--token", "from-flag"], "{}", HttpStatusCode.OK, variables).Asked).Token);
        Assert.Equal("", Assert.Single(CommandRun.Of(["status"]).Asked).Token);
        Assert.Contains("http://one:1/", CommandRun.Of(["status"], null, HttpStatusCode.OK, variables).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kick", "..")]
    [InlineData("kick", ".")]
    [InlineData("kick", "")]
    [InlineData("kick")]
    [InlineData("move", "anna", "x")]
    [InlineData("ban", "anna", "--for", "3y")]
    [InlineData("ban", "anna", "--for", "0")]
    [InlineData("ban", "anna", "--for", "40000d")]
    [InlineData("message", "hello")]
    [InlineData("message", "hello", "--room", "1", "--everybody")]
    [InlineData("message", "hello", "--player", "..")]
    [InlineData("log-level", "loud")]
    [InlineData("log-level", "debug", "--player", "anna")]
    [InlineData("status", "--server", "ftp://x")]
    [InlineData("status", "--server", "http://x/path")]
    [InlineData("status", "--token", "two\nlines")]
    [InlineData("content", "show", "12")]
    [InlineData("content", "show", "0123456789abcdeg")]
    [InlineData("content", "stage", "0123456789abcdef")]
    [InlineData("content", "stage", "0123456789abcdef", "--percent", "5", "--of", "cats")]
    [InlineData("content", "schedule", "0123456789abcdef", "--from", "soon")]
    [InlineData("content", "publish", "/no/such/place")]
    [InlineData("no-such-command")]
    public void A_command_line_that_cannot_be_meant_asks_nothing_and_ends_with_2(params string[] arguments)
    {
        CommandRun run = CommandRun.Of(arguments);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Empty(run.Asked);
        Assert.NotEqual("", run.Error);
    }

    [Theory]
    [InlineData("kick|a/b?c#d %2e&é", "POST", "/api/v1/players/a%2Fb%3Fc%23d%20%252e%26%C3%A9/kick")]
    [InlineData("players|--query|a&limit=9|--room|3", "GET", "/api/v1/players?room=3&query=a%26limit%3D9")]
    [InlineData("logs|--player|anna|--level|warning", "GET", "/api/v1/logs?player=anna&level=warning")]
    [InlineData("logs|--follow", "GET", "/api/v1/logs?follow=true")]
    public void What_somebody_typed_stays_one_part_of_the_address(string line, string method, string path)
    {
        (string Method, string Path, string, string) asked = Assert.Single(CommandRun.Of(line.Split('|')).Asked);
        Assert.Equal((method, path), (asked.Method, asked.Path));
    }

    [Theory]
    [InlineData("ban anna --for 2h --reason cheating", """{"reason":"cheating","seconds":7200}""")]
    [InlineData("ban anna", """{"reason":"banned by an operator","seconds":null}""")]
    [InlineData("log-level debug --player anna --for 10m", """{"level":"debug","seconds":600}""")]
    [InlineData("content rollback", """{"version":null}""")]
    [InlineData("content schedule 0123456789abcdef --from 2026-12-24T18:00", """{"version":"0123456789abcdef","from":"2026-12-24T18:00:00+00:00","to":null}""")]
    [InlineData("content publish", """{"files":null}""")]
    [InlineData("drain --limit 90 --redirect [::1]:7778", """{"limitSeconds":90,"redirect":"[::1]:7778","message":null}""")]
    public void What_is_asked_is_written_as_json(string line, string body) => Assert.Equal(body, Compact(CommandRun.Of(line.Split(' '))));

    [Fact]
    public void A_list_is_a_table_for_people_and_passed_on_as_it_is_for_machines()
    {
        const string Answer = """{"players":[{"id":"a1","name":"Anna","room":0,"lossPercent":1.23456,"other":1},{"id":"b","name":"[red]Bob[/]","room":12}],"total":3,"next":"b"}""";
        string[] lines = CommandRun.Of(["players"], Answer).Output.Split('\n');
        Assert.StartsWith("Player  Name         Room  State", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("a1      Anna         0     –", lines[1], StringComparison.Ordinal);
        Assert.Contains("  1.23  ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("b       [red]Bob[/]  12", lines[2], StringComparison.Ordinal);
        Assert.Equal("There are more: --after b", lines[3]);
        Assert.Equal(Answer, CommandRun.Of(["players", "--json"], Answer).Output.Trim());
    }

    [Fact]
    public void A_player_cannot_write_to_an_operators_terminal()
    {
        string output = CommandRun.Of(["players"], """{"players":[{"id":"x","name":"\u001b[2Jgone\r\n\u202Eesrever"}]}""").Output;
        Assert.DoesNotContain(output, letter => letter is '\u001b' or '\r' or '\u202E');
        Assert.Contains("\uFFFD[2Jgone\uFFFD\uFFFD\uFFFDesrever", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", CommandRun.Of(["status"], """{"detail":"\u001b]0;x","code":"?"}""", HttpStatusCode.Conflict).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", CommandRun.Of(["logs"], """{"time":"1","message":"\u001b[2J"}""").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_thing_is_shown_with_all_that_is_known_of_it()
    {
        string output = CommandRun.Of(["player", "anna"], """{"id":"a1","focus":{"x":1.5,"y":null},"timeline":[{"what":"Joined","tick":4},{"what":"Left","code":"GS-2001"}],"tags":[]}""").Output;
        Assert.Contains("focus.x  1.5", output, StringComparison.Ordinal);
        Assert.Contains("timeline", output, StringComparison.Ordinal);
        Assert.Contains("Left    –     GS-2001", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_is_published_from_a_directory_or_a_file()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Assert.Contains("holds no files that end with .json, .yaml, .yml", CommandRun.Of(["content", "publish", folder]).Error, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, "weapons.yaml"), "damage: 5\n");
            File.WriteAllText(Path.Combine(folder, "speeds.json"), "{}");
            File.WriteAllText(Path.Combine(folder, "notes.txt"), "not content");
            Assert.Equal("""{"files":{"speeds.json":"{}","weapons.yaml":"damage: 5\n"}}""", Compact(CommandRun.Of(["content", "publish", folder])));
            Assert.Equal("""{"files":{"weapons.yaml":"damage: 5\n"}}""", Compact(CommandRun.Of(["content", "publish", Path.Combine(folder, "weapons.yaml")])));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Log_lines_are_shown_one_by_one()
    {
        CommandRun run = CommandRun.Of(["logs"], "{\"time\":\"12:00\",\"level\":\"warning\",\"message\":\"lost\",\"player\":\"anna\"}\n\n{\"time\":\"12:01\"}\n");
        Assert.Equal("12:00 warning lost player=anna|12:01|", run.Output.ReplaceLineEndings("|"));
        Assert.Equal(ExitCode.Success, run.ExitCode);
    }

    [Theory]
    [InlineData("GS-1001")]
    [InlineData("gs-1001")]
    [InlineData("1001")]
    public void One_error_can_be_looked_up(string code)
    {
        CommandRun run = CommandRun.Of(["errors", code], """{"code":"GS-1001","name":"A","meaning":"m","action":"do"}""");
        Assert.Equal("/api/v1/errors/GS-1001", Assert.Single(run.Asked).Path);
        Assert.Contains("meaning  m", run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotFound, CommandRun.Of(["errors", code], "{}", HttpStatusCode.NotFound).ExitCode);
    }

    [Theory]
    [InlineData("health", "/readyz")]
    [InlineData("health ready", "/readyz")]
    [InlineData("health live", "/livez")]
    [InlineData("health startup", "/startupz")]
    public void Probes_are_exit_codes(string line, string path)
    {
        Assert.Equal(path, Assert.Single(CommandRun.Of(line.Split(' ')).Asked).Path);
        CommandRun well = CommandRun.Of(line.Split(' '), """{"status":"ok","reasons":[]}""");
        Assert.Equal((ExitCode.Success, "ok"), (well.ExitCode, well.Output.Trim()));
        CommandRun failing = CommandRun.Of(line.Split(' '), """{"status":"failing","reasons":["it drains","it stands"]}""", HttpStatusCode.ServiceUnavailable);
        Assert.Equal((ExitCode.ProblemFound, "failing: it drains, it stands"), (failing.ExitCode, failing.Output.Trim()));
    }

    private static string Compact(CommandRun run) => JsonSerializer.Serialize(JsonDocument.Parse(Assert.Single(run.Asked).Body).RootElement, s_compact);
}
