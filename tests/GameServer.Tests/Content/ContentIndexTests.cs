using System;
using System.Linq;
using GameServer.Core;
using GameServer.LiveOps;
using Xunit;

namespace GameServer.Tests.Content;

public sealed class ContentIndexTests
{
    private const int Rooms = 2_000;

    private static readonly DateTimeOffset s_noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_stage_holds_in_its_share_of_rooms_and_a_larger_share_includes_it()
    {
        ContentIndex index = new ContentIndex().Activate(1);
        int[] tenth = RoomsWith(index.Try(new ContentStage(2, 10)), 2);
        int[] half = RoomsWith(index.Try(new ContentStage(2, 50)), 2);
        Assert.InRange(tenth.Length, Rooms * 8 / 100, Rooms * 12 / 100);
        Assert.InRange(half.Length, Rooms * 47 / 100, Rooms * 53 / 100);
        Assert.Empty(tenth.Except(half));
        Assert.Empty(RoomsWith(index.Try(new ContentStage(2, 0)), 2));
        Assert.Equal(Rooms, RoomsWith(index.Try(new ContentStage(2, 100)), 2).Length);
        Assert.NotEqual(tenth, RoomsWith(index.Try(new ContentStage(3, 10)), 3));
    }

    [Fact]
    public void An_event_begins_and_ends_at_its_moments_and_the_one_begun_last_holds()
    {
        ContentIndex index = new ContentIndex().Activate(1)
            .Enter(new ContentEvent(2, s_noon, s_noon.AddHours(4)))
            .Enter(new ContentEvent(3, s_noon.AddHours(1), s_noon.AddHours(2)));
        ulong[] seen = [.. new[] { -1L, 0, 36_000_000_000, (2 * 36_000_000_000) - 1, 2 * 36_000_000_000, 4 * 36_000_000_000 }.Select(ticks => index.VersionFor(new RoomId(0), s_noon.UtcTicks + ticks))];
        Assert.Equal([1, 2, 3, 3, 2, 1], seen);
        Assert.Single(index.Forget(s_noon.AddHours(3).UtcTicks).Schedule);
    }

    [Fact]
    public void Nothing_need_be_asked_again_before_an_event_begins_or_ends()
    {
        ContentIndex index = new ContentIndex().Activate(1).Try(new ContentStage(2, 50));
        Assert.Equal(long.MaxValue, index.NextChangeTicks(s_noon.UtcTicks));
        index = index.Enter(new ContentEvent(2, s_noon, s_noon.AddHours(4))).Enter(new ContentEvent(3, s_noon.AddHours(1), null));
        DateTimeOffset[] asked = [s_noon.AddHours(-1), s_noon, s_noon.AddHours(1), s_noon.AddHours(3.9)];
        Assert.Equal([s_noon, s_noon.AddHours(1), s_noon.AddHours(4), s_noon.AddHours(4)], asked.Select(at => new DateTimeOffset(index.NextChangeTicks(at.UtcTicks), TimeSpan.Zero)));
        Assert.Equal(long.MaxValue, index.NextChangeTicks(s_noon.AddHours(4).UtcTicks));
    }

    [Fact]
    public void Rolling_back_gives_up_a_trial_first_and_then_the_active_version()
    {
        ContentIndex index = new ContentIndex().Activate(1).Activate(2).Enter(new ContentEvent(2, s_noon, null)).Try(new ContentStage(3, 20));
        ContentIndex once = index.RollBack(null)!;
        Assert.Equal((2UL, (ContentStage?)null), (once.Active, once.Stage));
        ContentIndex twice = once.RollBack(null)!;
        Assert.Equal(1UL, twice.Active);
        Assert.Empty(twice.Schedule);
        Assert.Equal(0UL, twice.RollBack(null)!.Active);
        Assert.Null(new ContentIndex().RollBack(null));
        Assert.Equal(1UL, index.RollBack(1)!.Active);
    }

    [Fact]
    public void Old_versions_go_unless_something_names_them()
    {
        ContentIndex index = new ContentIndex().Publish(Version(1)).Activate(1).Activate(0);
        for (ulong hash = 2; hash < ContentLimits.Versions + 50; hash++) index = index.Publish(Version(hash));
        Assert.Equal(ContentLimits.Versions, index.Versions.Count);
        Assert.Contains(index.Versions, version => version.Hash == 1);
        Assert.DoesNotContain(index.Versions, version => version.Hash == 2);
    }

    [Fact]
    public void An_index_is_read_back_as_it_was_written()
    {
        ContentIndex index = new ContentIndex().Publish(Version(ulong.MaxValue)).Activate(7).Activate(ulong.MaxValue)
            .Try(new ContentStage(7, 12.5, ContentSegment.Players)).Enter(new ContentEvent(7, s_noon, s_noon.AddDays(1)));
        string text = ContentIndexFile.Write(index);
        Assert.Equal(text, ContentIndexFile.Write(ContentIndexFile.TryRead(text)!));
        Assert.Contains("ffffffffffffffff", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"versions": [], "active": "xyz", "history": [], "schedule": []}""")]
    public void What_is_no_index_is_none(string text) => Assert.Null(ContentIndexFile.TryRead(text));

    private static ContentVersion Version(ulong hash) => new(hash, s_noon, "anna", "note", 100);

    private static int[] RoomsWith(ContentIndex index, ulong version) =>
        [.. Enumerable.Range(0, Rooms).Where(room => index.VersionFor(new RoomId(room), s_noon.UtcTicks) == version)];
}
