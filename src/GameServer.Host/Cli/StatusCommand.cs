using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver status</c>: what the whole node is doing. A person sees what fits a screen, a machine everything.</summary>
internal sealed class StatusCommand(ApiConnection connection) : ClientCommand(connection, "status", "Shows what the server is doing.")
{
    /// <summary>What a person sees of the node.</summary>
    public static IReadOnlyList<Column> Node { get; } =
    [
        new("Game", "game"),
        new("Process", "processId"),
        new("Started", "startedUtc"),
        new("CPU s", "cpuSeconds"),
        new("Rooms", "rooms"),
        new("Hz", "tickRateHz"),
        new("Kernel drops", "kernelDrops"),
        new("Player store", "players.health"),
    ];

    /// <summary>What a person sees of each shard.</summary>
    public static IReadOnlyList<Column> Shards { get; } =
    [
        new("Port", "port"),
        new("Tick", "tick"),
        new("Rooms", "roomCount"),
        new("Players", "playerCount"),
        new("Interrupted", "interruptedCount"),
        new("Peers", "peerCount"),
        new("Entities", "entityCount"),
        new("Tick p99 ms", "tickCostP99Ns", Milliseconds),
        new("Late ticks", "lateTickCount"),
        new("Lateness p99 ms", "latenessP99Ns", Milliseconds),
        new("MB in", "bytesIn", Megabytes),
        new("MB out", "bytesOut", Megabytes),
        new("Journal", "journal.health"),
        new("Lag ms", "journal.lagMs"),
    ];

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/status");

    protected override void Show(JsonElement answer, Display display)
    {
        Answers.ShowList(display, [answer], Node);
        Answers.ShowList(display, answer.TryGetProperty("shards", out JsonElement shards) ? shards.EnumerateArray() : Enumerable.Empty<JsonElement>(), Shards);
    }

    private static string Milliseconds(JsonElement nanoseconds) => (nanoseconds.GetDouble() / 1e6).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Megabytes(JsonElement bytes) => (bytes.GetDouble() / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
}
