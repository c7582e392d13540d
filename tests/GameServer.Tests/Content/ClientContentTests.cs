using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.LiveOps;
using GameServer.LoadTest.LiveContent;
using GameServer.Replication;
using Xunit;

namespace GameServer.Tests.Content;

public sealed class ClientContentTests
{
    private static readonly ContentDocument s_inCode = ArenaContent.Declaration.Defaults.Document;
    private static readonly ContentDocument s_fast = Ship("speed: 7");
    private static readonly ContentDocument s_faster = Ship("speed: 9");

    private readonly ClientContent _content = new(ArenaContent.Declaration);

    [Fact]
    public void Each_tick_runs_with_the_version_that_holds_then()
    {
        Assert.Equal(ContentOutcome.Taken, Take(_content, 100, s_inCode, s_fast));
        Assert.Equal(ContentOutcome.Taken, Take(_content, 200, s_fast, s_faster));
        Assert.Equal((6, 7, 7, 9), (SpeedAt(99), SpeedAt(100), SpeedAt(199), SpeedAt(200)));
        Assert.Equal(s_faster.Hash, _content.HeldVersion);
    }

    [Fact]
    public void A_change_that_never_came_to_its_tick_is_replaced_by_the_next()
    {
        Assert.Equal(ContentOutcome.Taken, Take(_content, 300, s_inCode, s_fast));
        Assert.Equal(ContentOutcome.Taken, Take(_content, 250, s_fast, s_faster));
        Assert.Equal((6, 9, 9), (SpeedAt(249), SpeedAt(250), SpeedAt(300)));
    }

    [Fact]
    public void What_does_not_come_to_the_version_named_is_asked_for_whole()
    {
        byte[] delta = ContentDelta.Make(s_inCode.Bytes.Span, s_fast.Bytes.Span);
        Assert.Equal(ContentOutcome.Unreadable, _content.Take(new Tick(5), s_inCode.Hash, s_faster.Hash, delta));
        Assert.Equal(ContentOutcome.Unreadable, _content.Take(new Tick(5), s_fast.Hash, s_faster.Hash, delta));
        Assert.Equal(ContentOutcome.Unreadable, _content.Take(new Tick(5), 0, s_fast.Hash, delta));
        Assert.Equal((s_inCode.Hash, 6), (_content.HeldVersion, SpeedAt(1_000)));
        Assert.Equal(ContentOutcome.Taken, _content.Take(new Tick(5), 0, s_fast.Hash, s_fast.Bytes.Span));
        Assert.Equal(7, SpeedAt(5));
    }

    [Fact]
    public void An_older_build_stays_with_the_last_version_it_could_accept_and_takes_the_next_difference()
    {
        ClientContent older = new(OlderContent.Declaration);
        Assert.Equal(ContentOutcome.Taken, older.Take(new Tick(10), 0, s_fast.Hash, s_fast.Bytes.Span));
        Assert.Equal(ContentOutcome.Refused, Take(older, 20, s_fast, s_faster));
        Assert.Equal((7, 7), (older.At(new Tick(15)).Of(OlderContent.Ship).Speed, older.At(new Tick(25)).Of(OlderContent.Ship).Speed));
        Assert.Equal(s_faster.Hash, older.HeldVersion);
        Assert.Equal(ContentOutcome.Taken, Take(older, 30, s_faster, s_inCode));
        Assert.Equal(6, older.At(new Tick(30)).Of(OlderContent.Ship).Speed);
    }

    [Fact]
    public void A_build_without_content_asks_for_none() => Assert.Equal(0UL, new ClientContent(null).HeldVersion);

    private static ContentDocument Ship(string text) => ContentReader.Read(ArenaContent.Declaration.Schema, [new ContentFile("ship.yaml", text)]).Document!;

    private static ContentOutcome Take(ClientContent content, uint from, ContentDocument held, ContentDocument target) =>
        content.Take(new Tick(from), held.Hash, target.Hash, ContentDelta.Make(held.Bytes.Span, target.Bytes.Span));

    private float SpeedAt(uint tick) => _content.At(new Tick(tick)).Of(ArenaContent.Ship).Speed;
}
