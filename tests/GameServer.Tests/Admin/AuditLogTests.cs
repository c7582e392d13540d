using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameServer.Host.Admin;
using GameServer.Tests.Support;
using Xunit;

namespace GameServer.Tests.Admin;

public sealed class AuditLogTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly SetTime _time = new();

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_change_is_on_the_disk_before_it_is_tried_and_its_end_after()
    {
        using AuditLog log = AuditLog.Open(_folder, _time);
        AuditEntry begun = log.Begin(Kick("anna"))!;
        Assert.Equal(AuditOutcome.Asked, Assert.Single(Reopened()).Outcome);
        log.End(begun, AuditOutcome.Failed, "GS-2030");
        AuditEntry entry = Assert.Single(Reopened());
        Assert.Equal((1, "olga", AdminRole.Operator, "kickPlayer", AuditOutcome.Failed, "GS-2030"), (entry.Id, entry.Who, entry.Role, entry.Operation, entry.Outcome, entry.Code));
        Assert.Equal("anna", entry.Arguments["player"]);
        Assert.Equal(_time.GetUtcNow().UtcDateTime, entry.Utc);
    }

    [Fact]
    public void Entries_are_read_newest_first_in_pages_and_numbered_on_after_a_restart()
    {
        using (AuditLog log = AuditLog.Open(_folder, _time))
        {
            AuditEntry[] begun = [.. Enumerable.Range(0, 10).Select(_ => log.Begin(Kick("anna"))!)];
            foreach (AuditEntry entry in begun.Reverse()) log.End(entry, AuditOutcome.Done, "");   // in another order than they began
        }

        using AuditLog again = AuditLog.Open(_folder, _time);
        Assert.Equal(11, again.Begin(Kick("bert"))!.Id);
        Assert.Equal([11, 10, 9], again.Read(3).Select(entry => entry.Id));
        Assert.Equal([8, 7], again.Read(2, before: 9).Select(entry => entry.Id));
        Assert.All(again.Read(100, before: 11), entry => Assert.Equal(AuditOutcome.Done, entry.Outcome));
        Assert.Equal(11, again.Read(AuditLog.ReadMax).Count);
    }

    [Fact]
    public void A_line_that_a_crash_cut_short_is_left_out_and_the_next_begins_on_its_own()
    {
        using (AuditLog log = AuditLog.Open(_folder, _time)) log.Begin(Kick("anna"));
        string file = Assert.Single(Directory.GetFiles(_folder));
        File.AppendAllText(file, "{\"id\":2,\"utc\":\"2026-");
        using AuditLog again = AuditLog.Open(_folder, _time);
        Assert.Equal(2, again.Begin(Kick("bert"))!.Id);
        Assert.Equal([2, 1], again.Read(10).Select(entry => entry.Id));
        Assert.Equal(3, File.ReadAllLines(file).Length);
    }

    [Fact]
    public void Full_files_are_followed_by_the_next_and_only_the_newest_are_kept()
    {
        const int FileBytes = 2_000;
        using AuditFiles files = new(_folder, FileBytes, filesMax: 3);
        using AuditLog log = AuditLog.OpenFiles(files, _time);
        for (int i = 0; i < 100; i++) log.End(log.Begin(Kick("anna"))!, AuditOutcome.Done, "");
        string[] kept = [.. Directory.GetFiles(_folder).Order(StringComparer.Ordinal)];
        Assert.Equal(3, kept.Length);
        Assert.DoesNotContain(kept, path => path.EndsWith("audit-000001.jsonl", StringComparison.Ordinal));
        Assert.All(kept, path => Assert.InRange(new FileInfo(path).Length, 1, FileBytes + 1_000));
        Assert.Equal(100, log.Read(1)[0].Id);
        Assert.InRange(log.Read(AuditLog.ReadMax).Count, 5, 30);
    }

    [Fact]
    public void Refused_attempts_cannot_fill_the_disk_and_those_left_out_are_counted()
    {
        using AuditLog log = AuditLog.Open(_folder, _time);
        for (int i = 0; i < 1_000; i++) log.Refused(Kick("anna"), "GS-6003");
        Assert.Equal(30, log.Read(AuditLog.ReadMax).Count);
        _time.Now += TimeSpan.FromSeconds(2);
        for (int i = 0; i < 10; i++) log.Refused(Kick("anna"), "GS-6003");
        IReadOnlyList<AuditEntry> entries = log.Read(AuditLog.ReadMax);
        Assert.Equal(31, entries.Count);
        Assert.Equal((970, AuditOutcome.Refused, "GS-6003"), (entries[0].Skipped, entries[0].Outcome, entries[0].Code));
        Assert.NotNull(log.Begin(Kick("anna")));   // changes are not among those that are left out
    }

    [Fact]
    public void What_cannot_be_written_must_not_be_tried()
    {
        using AuditLog log = AuditLog.Open(_folder, _time);
        Directory.Delete(_folder, recursive: true);
        File.WriteAllText(_folder, "");   // the folder is a file now: nothing can be written, for root neither
        try
        {
            Assert.Null(log.Begin(Kick("anna")));
        }
        finally
        {
            File.Delete(_folder);
        }
    }

    [Fact]
    public void Without_a_folder_the_newest_lines_are_kept_in_memory()
    {
        using AuditLog log = AuditLog.Open(null, _time);
        for (int i = 0; i < AuditLog.LinesInMemory + 5; i++) log.Begin(Kick("anna"));
        Assert.Equal(AuditLog.LinesInMemory, log.Read(AuditLog.LinesInMemory + 100).Count);
        Assert.Equal(AuditLog.LinesInMemory + 5, log.Read(1)[0].Id);
    }

    [Fact]
    public void Long_arguments_are_cut_and_strange_ones_stay_on_their_line()
    {
        using AuditLog log = AuditLog.Open(_folder, _time);
        log.Begin(Kick(new string('x', 10_000)));
        log.Begin(Kick("a\nb\"c\u2028\ud800"));
        Assert.Equal(2, File.ReadAllLines(Directory.GetFiles(_folder)[0]).Length);
        IReadOnlyList<AuditEntry> entries = log.Read(10);
        Assert.StartsWith("a\nb\"c", entries[0].Arguments["player"], StringComparison.Ordinal);
        Assert.Equal(257, entries[1].Arguments["player"].Length);
    }

    private static AuditEntry Kick(string player) =>
        new(0, default, "olga", AdminRole.Operator, "192.0.2.7", "kickPlayer", new Dictionary<string, string> { ["player"] = player }, AuditOutcome.Asked);

    private IReadOnlyList<AuditEntry> Reopened()
    {
        using AuditLog log = AuditLog.Open(_folder, _time);
        return log.Read(10);
    }
}
