using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using GameServer.Host;
using GameServer.Host.Cli;
using GameServer.Tests.Admin;
using Xunit;

namespace GameServer.Tests.Cli;

/// <summary>What the admin API can do, the command line can: the same operations, with all they take.</summary>
public sealed class CommandContractTests
{
    /// <summary>Operation → a command line that asks for it, with everything that can be said.</summary>
    private static readonly (string Operation, string Line)[] Twins =
    [
        ("GET /livez", "health live"),
        ("GET /readyz", "health ready"),
        ("GET /startupz", "health startup"),
        ("GET /metrics", "metrics"),
        ("GET /openapi/v1.json", "openapi"),
        ("GET /api/v1/status", "status"),
        ("GET /api/v1/ticks", "ticks"),
        ("GET /api/v1/rooms", "rooms"),
        ("GET /api/v1/rooms/{room}", "room 1"),
        ("GET /api/v1/rooms/{room}/attribution", "attribution 1"),
        ("POST /api/v1/rooms", "rooms create --shard 1"),
        ("DELETE /api/v1/rooms/{room}", "rooms close 1"),
        ("GET /api/v1/players", "players --room 1 --query a --limit 5 --after b"),
        ("GET /api/v1/players/{player}", "player anna"),
        ("POST /api/v1/players/{player}/kick", "kick anna --reason r"),
        ("POST /api/v1/players/{player}/move", "move anna 2"),
        ("POST /api/v1/players/{player}/message", "message hello --player anna"),
        ("POST /api/v1/rooms/{room}/message", "message hello --room 1"),
        ("POST /api/v1/message", "message hello --everybody"),
        ("PUT /api/v1/players/{player}/ban", "ban anna --reason r --for 2h"),
        ("DELETE /api/v1/players/{player}/ban", "unban anna"),
        ("GET /api/v1/bans", "bans --limit 5 --after b"),
        ("GET /api/v1/sessions", "sessions --limit 5 --after b"),
        ("GET /api/v1/peers", "peers"),
        ("GET /api/v1/log-level", "log-level"),
        ("PUT /api/v1/log-level", "log-level debug"),
        ("PUT /api/v1/players/{player}/log-level", "log-level debug --player anna --for 10m"),
        ("GET /api/v1/logs", "logs --player anna --level warning --follow"),
        ("GET /api/v1/content", "content"),
        ("GET /api/v1/content/versions", "content list"),
        ("GET /api/v1/content/versions/{version}", "content show 0123456789abcdef"),
        ("GET /api/v1/content/diff", "content diff 0123456789abcdef 123456789abcdef0"),
        ("POST /api/v1/content/publish", "content publish --note why --percent 5.5"),
        ("POST /api/v1/content/stage", "content stage 0123456789abcdef --percent 5 --of players"),
        ("POST /api/v1/content/schedule", "content schedule 0123456789abcdef --from 2026-12-24T18:00 --to 2026-12-27T00:00+01:00"),
        ("POST /api/v1/content/rollback", "content rollback 0123456789abcdef"),
        ("POST /api/v1/drain", "drain --limit 10m --redirect 10.0.0.2:7777 --message bye"),
        ("GET /api/v1/drain", "drain status"),
        ("DELETE /api/v1/drain", "drain cancel"),
        ("GET /api/v1/audit", "audit --limit 5 --before 9"),
        ("GET /api/v1/errors", "errors"),
        ("GET /api/v1/errors/{code}", "errors GS-1001"),
    ];

    private static readonly JsonElement s_document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "ops", "openapi.json"))).RootElement;

    public static TheoryData<string> Lines() => new(Twins.Select(twin => twin.Line));

    [Fact]
    public void Every_operation_of_the_api_has_a_command()
    {
        IEnumerable<string> operations = OpenApiTests.Operations(s_document).Select(found => $"{found.Method.ToUpperInvariant()} {found.Path}");
        Assert.Empty(operations.Except(Twins.Select(twin => twin.Operation)));
    }

    [Fact]
    public void Every_command_that_asks_a_server_is_the_twin_of_an_operation()
    {
        HashSet<Command> twins = [];
        RootCommand root = CommandLine.Create(new ApiConnection(new Dictionary<string, string>()));
        foreach ((_, string line) in Twins) twins.Add(root.Parse(line).CommandResult.Command);
        Assert.Empty(All(root).OfType<ClientCommand>().Except(twins).Select(command => command.Name));
    }

    [Theory, MemberData(nameof(Lines))]
    public void A_command_asks_for_what_its_operation_takes(string line)
    {
        string operation = Twins.Single(twin => twin.Line == line).Operation;
        (string method, string path, string body, _) = Assert.Single(CommandRun.Of(line.Split(' ')).Asked);
        Assert.Equal(operation[..operation.IndexOf(' ', StringComparison.Ordinal)], method);
        Assert.True(IsAt(operation, path), $"{operation} is not at {path}");
        if (Find(operation) is not { } described) return;

        Assert.Equal(QueryOf(described).Order(), (path.Split('?').ElementAtOrDefault(1) ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')[0]).Order());
        JsonElement? schema = BodyOf(described);
        Assert.Equal(schema is null, body.Length == 0);
        if (schema is null) return;
        JsonElement sent = JsonDocument.Parse(body).RootElement;
        Assert.Equal(schema.Value.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(), sent.EnumerateObject().Select(property => property.Name).Order());
        foreach (JsonProperty property in schema.Value.GetProperty("properties").EnumerateObject())
        {
            AssertFits(sent.GetProperty(property.Name), property.Value);
        }
    }

    [Theory, MemberData(nameof(Lines))]
    public void What_is_left_out_is_sent_as_nothing_only_where_the_operation_lets_it_be(string line)
    {
        string bare = string.Join(' ', line.Split(' ').TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal)));
        CommandRun run = CommandRun.Of(bare.Split(' '));
        if (run.ExitCode == ExitCode.Usage) return;   // it must not be left out
        (string method, string path, string body, _) = Assert.Single(run.Asked);
        string operation = Twins.Select(twin => twin.Operation).First(operation => operation.StartsWith(method + " ", StringComparison.Ordinal) && IsAt(operation, path));
        if (Find(operation) is not { } described || BodyOf(described) is not { } schema) return;
        JsonElement sent = JsonDocument.Parse(body).RootElement;
        foreach (JsonProperty property in schema.GetProperty("properties").EnumerateObject()) AssertFits(sent.GetProperty(property.Name), property.Value);
    }

    [Fact]
    public void Every_column_of_a_list_is_in_what_its_operation_answers()
    {
        RootCommand root = CommandLine.Create(new ApiConnection(new Dictionary<string, string>()));
        List<string> missing = [];
        int looked = 0;
        foreach ((string operation, string line) in Twins)
        {
            if (root.Parse(line).CommandResult.Command is not ListCommand list || Find(operation) is not { } described || RowOf(described, list.Member) is not { } row) continue;
            looked += list.Columns.Count;
            missing.AddRange(list.Columns.Where(column => !Has(row, column.Path.Split('.'))).Select(column => $"{line}: {column.Path}"));
        }

        Assert.Empty(missing);
        Assert.True(looked > 20, $"only {looked} columns were looked at");
    }

    // What a list holds: it is the answer itself, or a member of it; one thing is no list.
    private static JsonElement? RowOf(JsonElement operation, string member)
    {
        JsonElement answer = Resolve(operation.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema"));
        if (answer.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(member, out JsonElement inner)) answer = inner;
        return answer.TryGetProperty("items", out JsonElement items) ? Resolve(items) : null;
    }

    private static bool Has(JsonElement schema, ReadOnlySpan<string> path) =>
        path.Length == 0 || (schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(path[0], out JsonElement inner) && Has(Resolve(inner), path[1..]));

    private static bool IsAt(string operation, string path)
    {
        string template = operation[(operation.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        return Regex.IsMatch(path.Split('?')[0], "^" + Regex.Replace(Regex.Escape(template), @"\\\{[^/]*}", "[^/]+") + "$");
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    private static JsonElement? Find(string operation) => OpenApiTests.Operations(s_document)
        .Where(found => $"{found.Method.ToUpperInvariant()} {found.Path}" == operation)
        .Select(found => (JsonElement?)found.Operation)
        .SingleOrDefault();

    private static IEnumerable<string> QueryOf(JsonElement operation) => operation.TryGetProperty("parameters", out JsonElement parameters)
        ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!)
        : [];

    private static JsonElement? BodyOf(JsonElement operation) => operation.TryGetProperty("requestBody", out JsonElement body)
        ? Resolve(body.GetProperty("content").GetProperty("application/json").GetProperty("schema"))
        : null;

    private static JsonElement Resolve(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference)) return s_document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        return schema.TryGetProperty("oneOf", out JsonElement choices) ? Resolve(choices.EnumerateArray().First(choice => choice.TryGetProperty("$ref", out _))) : schema;
    }

    // "type" is a word or a list of words; a schema of its own has none here.
    private static IEnumerable<string> TypesOf(JsonElement property)
    {
        if (!property.TryGetProperty("type", out JsonElement type)) return ["object", "string", "null"];
        return type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(word => word.GetString()!) : [type.GetString()!];
    }

    private static void AssertFits(JsonElement value, JsonElement schema)
    {
        string type = TypeOf(value);
        string[] allowed = [.. TypesOf(schema)];
        Assert.True(allowed.Contains(type) || (type == "integer" && allowed.Contains("number")), $"{value.GetRawText()} is {type}, and {schema.GetRawText()} is asked for");
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "array",
        _ => "object",
    };
}
