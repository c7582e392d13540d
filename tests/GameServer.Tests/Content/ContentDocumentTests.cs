using System;
using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Core;
using GameServer.LoadTest.LiveContent;
using GameServer.Simulation;
using GameServer.Tests.Support;
using Xunit;

namespace GameServer.Tests.Content;

[Collection(MeasuredAlone.Name)]
public sealed class ContentDocumentTests
{
    private const int Rounds = 300;

    [Fact]
    public void What_is_decoded_is_what_was_written()
    {
        Prng prng = new(17);
        for (int i = 0; i < Rounds; i++)
        {
            ContentDocument document = AnyContent.Document(ref prng);
            Assert.True(ContentDocument.TryDecode(document.Bytes.Span, out ContentDocument? read));
            Assert.Equal(document.Hash, read.Hash);
            Assert.Equal(document.Bytes.ToArray(), new ContentDocument(read.Tables).Bytes.ToArray());
            Assert.Empty(LiveOps.ContentDifference.Between(document, read));
        }
    }

    [Fact]
    public void A_difference_leads_from_any_version_to_any_other()
    {
        Prng prng = new(18);
        for (int i = 0; i < Rounds; i++)
        {
            byte[] from = AnyContent.Document(ref prng).Bytes.ToArray();
            byte[] target = prng.NextChance(0.5) ? AnyContent.Document(ref prng).Bytes.ToArray() : Edited(from, ref prng);
            byte[] delta = ContentDelta.Make(from, target);
            Assert.True(ContentDelta.TryApply(delta, from, out byte[]? came));
            Assert.Equal(target, came);
        }
    }

    [Fact]
    public void A_changed_number_costs_a_few_bytes()
    {
        ContentDeclaration arena = ArenaContent.Declaration;
        ContentDocument changed = LiveOps.ContentReader.Read(arena.Schema, [new LiveOps.ContentFile("ship.yaml", "speed: 7.5")]).Document!;
        Assert.InRange(ContentDelta.Make(arena.Defaults.Document.Bytes.Span, changed.Bytes.Span).Length, 1, 20);
        Assert.InRange(changed.Bytes.Length, 300, 600);
    }

    [Fact]
    public void Whatever_bytes_come_nothing_is_thrown()
    {
        Prng prng = new(19);
        byte[] from = ArenaContent.Declaration.Defaults.Document.Bytes.ToArray();
        byte[] delta = ContentDelta.Make(from, Edited(from, ref prng));
        FuzzBudget.Run(20_000, round =>
        {
            Prng draw = Prng.For(round, "content bytes");
            byte[] bytes = draw.NextInt(4) switch
            {
                0 => Random(ref draw, draw.NextInt(200)),
                1 => Edited(from, ref draw),
                2 => Edited(delta, ref draw),
                _ => from[..draw.NextInt(from.Length)],
            };
            if (ContentDocument.TryDecode(bytes, out ContentDocument? document)) _ = ArenaContent.Declaration.TryBind(document, out _, out _);
            if (ContentDelta.TryApply(bytes, from, out byte[]? target)) Assert.InRange(target.Length, 0, Limits.ContentBytes);
        });
    }

    [Fact]
    public void Another_build_takes_what_it_knows_and_leaves_the_rest()
    {
        ContentDocument now = LiveOps.ContentReader.Read(ArenaContent.Declaration.Schema, [new LiveOps.ContentFile("ship.yaml", "speed: 7.5")]).Document!;
        Assert.True(OlderContent.Declaration.TryBind(now.Bytes.Span, out ContentSet? older));
        Assert.Equal((7.5f, 3f), (older.Of(OlderContent.Ship).Speed, older.Of(OlderContent.Ship).TurnRate));
        Assert.Equal(now.Hash, older.Hash);
        Assert.True(ArenaContent.Declaration.TryBind(OlderContent.Declaration.Defaults.Document, out ContentSet? newer, out _));
        Assert.Equal(20, newer.Of(ArenaContent.Weapons)[0].Damage);
    }

    [Fact]
    public void A_value_that_a_build_cannot_accept_is_a_problem_with_its_path()
    {
        ContentDocument fast = LiveOps.ContentReader.Read(ArenaContent.Declaration.Schema, [new LiveOps.ContentFile("ship.yaml", "speed: 12")]).Document!;
        Assert.False(OlderContent.Declaration.TryBind(fast, out _, out IReadOnlyList<ContentProblem> problems));
        Assert.Equal("ship.speed: is 12; 1 to 8 are possible", Assert.Single(problems).ToString());
    }

    [Fact]
    public void A_declaration_that_cannot_be_meant_is_told_at_once()
    {
        Assert.Throws<ArgumentException>(() => new ContentDeclarationBuilder("g").Single<ShipContent>("a b"));
        Assert.Throws<ArgumentException>(() => Build(builder => builder.Single<OfLists>("lists")));
        Assert.Throws<ArgumentException>(() => Build(builder => builder.Single<ShipContent>("ship")));   // the weapons it refers to are nowhere
        Assert.Throws<ArgumentException>(() => Build(builder => builder.Single<OutOfRange>("wrong")));

        static void Build(Action<ContentDeclarationBuilder> declare)
        {
            ContentDeclarationBuilder builder = new("g");
            declare(builder);
            builder.Build();
        }
    }

    private static byte[] Edited(byte[] bytes, ref Prng prng)
    {
        List<byte> edited = [.. bytes];
        for (int i = prng.NextInt(1, 6); i > 0; i--)
        {
            int at = prng.NextInt(edited.Count);
            if (prng.NextChance(0.3)) edited.Insert(at, (byte)prng.NextUInt());
            else if (prng.NextChance(0.3) && edited.Count > 1) edited.RemoveAt(at);
            else edited[at] = (byte)prng.NextUInt();
        }

        return [.. edited];
    }

    private static byte[] Random(ref Prng prng, int length)
    {
        byte[] bytes = new byte[length];
        prng.Fill(bytes);
        return bytes;
    }

    private sealed record OfLists
    {
        public int[] Values { get; init; } = [];
    }

    private sealed record OutOfRange
    {
        [Range(1, 2)]
        public int Value { get; init; } = 3;
    }
}
