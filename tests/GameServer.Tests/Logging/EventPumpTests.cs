using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Logging;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Tests.Support;
using GameServer.Transport;
using Microsoft.Extensions.Logging;
using Xunit;

namespace GameServer.Tests.Logging;

/// <summary>What shards tell of players, as log lines, timelines and counted errors.</summary>
public sealed class EventPumpTests : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly SessionEvents _events = new();
    private readonly SetTime _time = new();
    private ServerLog? _log;
    private EventPump? _pump;

    public void Dispose()
    {
        _pump?.Dispose();
        _log?.Dispose();
        _output.Dispose();
    }

    [Fact]
    public void A_players_story_is_in_the_log_the_timeline_and_the_counts()
    {
        Begin();
        Tell(SessionEventKind.Joined, number: 3);
        Tell(SessionEventKind.Interrupted);
        Tell(SessionEventKind.Resumed, number: 45);
        Tell(SessionEventKind.Kicked, text: "spawn camping");
        _pump!.Pump();
        Assert.Equal(
            """
            Ann (account 1) joined room 2 in seat 5, 3 there
            GS-2020 Ann (account 1) in room 2 was lost; the seat is kept
            Ann (account 1) is back in room 2 after 45 ticks
            GS-2014 Ann (account 1) was kicked from room 2: spawn camping

            """,
            _output.ToString());
        IReadOnlyList<TimelineEntry> timeline = _log!.Timelines.Read("account 1");
        Assert.Equal([SessionEventKind.Joined, SessionEventKind.Interrupted, SessionEventKind.Resumed, SessionEventKind.Kicked], timeline.Select(entry => entry.What));
        Assert.Equal((2, 5, 900u, "10.0.0.9:4000", ErrorCode.PlayerKicked), (timeline[3].Room, timeline[3].Seat, timeline[3].Tick, timeline[3].Address, timeline[3].Code));
        Assert.Equal((1, 1, 0), (_log.Errors.Of(ErrorCode.PlayerKicked), _log.Errors.Of(ErrorCode.ConnectionLost), _log.Errors.Of(ErrorCode.PlayerBanned)));
    }

    [Fact]
    public void As_JSON_each_entry_is_one_object_on_one_line_with_its_number_and_name()
    {
        Begin(LogFormat.Json);
        Tell(SessionEventKind.Kicked, text: "two\nlines \"quoted\"");
        _pump!.Pump();
        string line = Assert.Single(_output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        JsonElement entry = JsonDocument.Parse(line).RootElement;
        Assert.Equal((114, "PlayerKicked", "information"), (entry.GetProperty("event").GetInt32(), entry.GetProperty("name").GetString(), entry.GetProperty("level").GetString()));
        Assert.Equal(("GS-2014", "account 1", "Ann"), (entry.GetProperty("code").GetString(), entry.GetProperty("player").GetString(), entry.GetProperty("playerName").GetString()));
        Assert.Equal((2, 900, "two\nlines \"quoted\""), (entry.GetProperty("room").GetInt32(), entry.GetProperty("tick").GetInt32(), entry.GetProperty("reason").GetString()));
        Assert.Equal("2026-11-21T12:00:00Z", entry.GetProperty("time").GetString());
    }

    [Fact]
    public void A_name_cannot_end_a_line_and_begin_one_of_ours()
    {
        Begin();
        Tell(SessionEventKind.Refused, reason: (int)RefusalReason.RoomFull, text: "no free seat", name: "x\nlistening on 0.0.0.0:1\u001b[2J");
        _pump!.Pump();
        Assert.Equal("GS-1014 x\uFFFDlistening on 0.0.0.0:1\uFFFD[2J (account 1) from 10.0.0.9:4000 was refused: no free seat\n", _output.ToString());
    }

    [Fact]
    public void Every_kind_of_event_has_a_sentence_and_a_number_of_its_own()
    {
        Begin(level: LogLevel.Trace);
        SessionEventKind[] kinds = Enum.GetValues<SessionEventKind>();
        foreach (SessionEventKind kind in kinds) Tell(kind);
        _pump!.Pump();
        LogEntry[] entries = [.. _log!.Ring.ReadAsync(new LogFilter(), follow: false).ToBlockingEnumerable()];
        Assert.Equal(kinds.Select(kind => "Player" + kind), entries.Select(entry => entry.Event.Name));
        Assert.Equal(kinds.Length, entries.Select(entry => entry.Event.Id).Distinct().Count());
        Assert.All(entries, entry => Assert.Equal(entry.Event.Name, ((LogEventId)entry.Event.Id).ToString()));
        Assert.Equal(kinds, _log.Timelines.Read("account 1").Select(entry => entry.What));
    }

    [Fact]
    public void A_player_asked_for_is_logged_to_the_last_event_however_many_there_are()
    {
        Begin(level: LogLevel.Warning);
        _log!.Levels.TrySet("account 1", LogLevel.Debug, TimeSpan.FromMinutes(1));
        for (int i = 0; i < 1000; i++)
        {
            Tell(SessionEventKind.CommandRefused, reason: (int)CommandRefusalReason.TooMany);
            Tell(SessionEventKind.CommandRefused, reason: (int)CommandRefusalReason.TooMany, id: "account 2");
        }

        _pump!.Pump();
        Assert.Equal(1000, _output.ToString().Split('\n').Count(line => line.Contains("(account 1)", StringComparison.Ordinal)));
        Assert.DoesNotContain("account 2", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(2000, _log.Errors.Of(ErrorCode.CommandsTooMany));
    }

    [Fact]
    public void A_flood_of_events_is_a_limited_number_of_lines_and_one_that_says_how_many_more_there_were()
    {
        Begin();
        for (int i = 0; i < 1000; i++) Tell(SessionEventKind.Joined, id: $"account {i}");
        _pump!.Pump();
        string[] lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(PlayerLogger.LinesPerSecond + 1, lines.Length);
        Assert.Equal("800 more events of players were not written, there were too many", lines[^1]);
        Assert.Equal(1000, _log!.Timelines.Count);
    }

    [Fact]
    public void Events_that_a_shard_had_to_drop_are_told_of_once()
    {
        Begin();
        for (int i = 0; i < SessionEvents.Capacity + 5; i++) Tell(SessionEventKind.Left);
        _pump!.Pump();
        _pump.Pump();
        Assert.Single(_output.ToString().Split('\n'), line => line == "warning: shard 0 had to drop 5 events of players");
    }

    [Fact]
    public void Errors_of_events_that_were_dropped_are_counted_all_the_same()
    {
        Begin();
        for (int i = 0; i < SessionEvents.Capacity + 5; i++) Tell(SessionEventKind.Kicked);
        _pump!.Pump();
        Assert.Equal(SessionEvents.Capacity + 5, _log!.Errors.Of(ErrorCode.PlayerKicked));
        for (int i = 0; i < SessionEvents.Capacity + 2; i++) Tell(SessionEventKind.GraceOver);
        _pump.Pump();
        Assert.Equal((SessionEvents.Capacity + 5, SessionEvents.Capacity + 2), (_log.Errors.Of(ErrorCode.PlayerKicked), _log.Errors.Of(ErrorCode.GraceExpired)));
    }

    private void Begin(LogFormat format = LogFormat.Text, LogLevel level = LogLevel.Information)
    {
        _log = new ServerLog(_output, format, level, _time);
        _pump = new EventPump(_log, [_events], _ => _events.DroppedCount);
    }

    private void Tell(SessionEventKind kind, long number = 0, string text = "", int reason = 0, string name = "Ann", string id = "account 1") => _events.Add(new SessionEvent
    {
        At = new Timestamp(5_000_000_000, _time.Now.UtcTicks),
        Kind = kind,
        Room = 2,
        Seat = 5,
        Session = 77,
        Tick = new Tick(900),
        PlayerId = id,
        PlayerName = name,
        Endpoint = Endpoint.FromIPv4(0x0A00_0009, 4000),
        Reason = reason,
        Number = number,
        Text = text,
    });
}
