using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Host.Logging;
using Microsoft.Extensions.Logging;
using Xunit;

namespace GameServer.Tests.Logging;

public sealed class LogRingTests
{
    private static readonly LogFilter s_all = new();

    [Fact]
    public async Task The_newest_entries_are_read_oldest_first()
    {
        LogRing ring = new(capacity: 4);
        for (int i = 0; i < 10; i++) ring.Add(Entry($"{i}"));
        Assert.Equal(["6", "7", "8", "9"], await Messages(ring, s_all));
    }

    [Fact]
    public async Task Who_asks_for_one_player_or_for_what_is_grave_gets_no_more()
    {
        LogRing ring = new();
        ring.Add(Entry("of nobody"));
        ring.Add(Entry("by id") with { Player = "account 7", PlayerName = "Ann" });
        ring.Add(Entry("by name") with { Player = "account 8", PlayerName = "account 7" });
        ring.Add(Entry("grave") with { Level = LogLevel.Error });
        Assert.Equal(["by id", "by name"], await Messages(ring, new LogFilter("account 7")));
        Assert.Equal(["by id"], await Messages(ring, new LogFilter("Ann")));
        Assert.Equal(["grave"], await Messages(ring, new LogFilter(Level: LogLevel.Warning)));
    }

    [Fact]
    public async Task Who_follows_gets_each_new_entry_once_and_ends_when_told_so()
    {
        LogRing ring = new();
        ring.Add(Entry("before"));
        using CancellationTokenSource end = new();
        await using IAsyncEnumerator<LogEntry> entries = ring.ReadAsync(s_all, follow: true, end.Token).GetAsyncEnumerator();
        Assert.True(await entries.MoveNextAsync());
        Assert.Equal("before", entries.Current.Message);
        for (int i = 0; i < 100; i++)
        {
            Task<bool> next = entries.MoveNextAsync().AsTask();
            ring.Add(Entry($"{i}"));
            Assert.True(await next);
            Assert.Equal(($"{i}", i + 2L), (entries.Current.Message, entries.Current.Sequence));
        }

        Task<bool> last = entries.MoveNextAsync().AsTask();
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => last);
    }

    [Fact]
    public async Task Who_follows_too_slowly_is_told_how_many_entries_were_overtaken()
    {
        LogRing ring = new(capacity: 8);
        ring.Add(Entry("first"));
        await using IAsyncEnumerator<LogEntry> entries = ring.ReadAsync(s_all, follow: true).GetAsyncEnumerator();
        Assert.True(await entries.MoveNextAsync());
        for (int i = 0; i < 20; i++) ring.Add(Entry($"{i}"));
        Assert.True(await entries.MoveNextAsync());
        Assert.Equal((int)LogEventId.EntriesMissed, entries.Current.Event.Id);
        Assert.Equal(12L, entries.Current.Fields.Single().Value);
        Assert.True(await entries.MoveNextAsync());
        Assert.Equal("12", entries.Current.Message);
    }

    private static LogEntry Entry(string message) => new() { TimeUtc = DateTime.UnixEpoch, Level = LogLevel.Information, Event = new EventId((int)LogEventId.Status), Message = message };

    private static async Task<List<string>> Messages(LogRing ring, LogFilter filter)
    {
        List<string> messages = [];
        await foreach (LogEntry entry in ring.ReadAsync(filter, follow: false)) messages.Add(entry.Message);
        return messages;
    }
}
