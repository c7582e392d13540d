using System.Linq;
using GameServer.Core;
using GameServer.LoadTest.Simulated;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Simulation;
using GameServer.Tests.Property.Model;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>Which kind, field and player cost how much: sampled, complete, and gone when nobody asks.</summary>
public sealed class AttributionTests
{
    private const int Players = 24;

    [Fact]
    public void A_shard_that_is_asked_tells_kinds_fields_and_players_apart()
    {
        SteadyRun run = NewRun();
        run.Step(60);
        Assert.Empty(run.Shard.Attribution.Read());
        Assert.True(run.Shard.Commands.TryAdd(new AttributeRequest()));
        long bytesBefore = run.Shard.Rooms.All[0].Replication.ByteCount;
        run.Step(20 * 30);
        AttributionReport report = run.Shard.Attribution.Read()[0];
        double bits = (run.Shard.Rooms.All[0].Replication.ByteCount - bytesBefore) * 8.0;

        Assert.InRange(report.Seconds, 18, 21);
        Assert.InRange(report.ClientTicks / (double)report.SampledClientTicks, 14, 18);
        Assert.InRange(report.Fields.Sum(field => field.Bits) / bits, 0.9, 1.1);
        Assert.Equal(1, report.Fields.Sum(field => field.Share), 6);
        Assert.Equal(Players, report.Players.Count);
        Assert.InRange(report.Players.Sum(player => player.Bits) / bits, 0.9, 1.1);
        Assert.Contains(report.Fields, field => field is { Kind: "ship", Field: "body.x" } && field.Bits > 0);
        Assert.Contains(report.Fields, field => field is { Kind: "projectile", Field: "(envelope)" });
        Assert.Contains(report.Fields, field => field.Kind == "(packet)");
        Assert.DoesNotContain(report.Fields, field => field.Kind == "score" && field.Bits > bits / 4);
    }

    [Fact]
    public void Asking_changes_no_packet_and_sampling_ends_two_minutes_after_the_last_question()
    {
        SteadyRun asked = NewRun();
        SteadyRun plain = NewRun();
        asked.Shard.Commands.TryAdd(new AttributeRequest());
        asked.Step(119 * 30);
        Assert.Single(asked.Shard.Attribution.Read());
        asked.Step(5 * 30);
        plain.Step(124 * 30);
        Assert.Empty(asked.Shard.Attribution.Read());
        Assert.Equal(plain.StateHash, asked.StateHash);
        Assert.Equal(plain.Shard.Rooms.All[0].Replication.ByteCount, asked.Shard.Rooms.All[0].Replication.ByteCount);
    }

    /// <summary>The tally must follow the coder bit for bit, or its shares are lies.</summary>
    [Fact]
    public void The_tally_of_a_delta_is_what_the_coder_writes()
    {
        Prng prng = Prng.For(1, "tally");
        ulong[] words = new ulong[256];
        CodebookLayout layout = CodebookLayout.Of(ModelSchema.Schema);
        Codebook book = new(layout, reads: false);
        for (int i = 0; i < 2_000; i++)
        {
            EntityKind kind = ModelSchema.Schema.Kinds[prng.NextInt(ModelSchema.Schema.Kinds.Length)];
            int[] baseline = new int[kind.Fields.Length];
            int[] row = new int[kind.Fields.Length];
            for (int field = 0; field < row.Length; field++)
            {
                baseline[field] = ModelSchema.AnyValue(kind.Fields[field], ref prng);
                row[field] = prng.NextChance(0.5) ? baseline[field] : ModelSchema.AnyValue(kind.Fields[field], ref prng);
            }

            CodebookWriter writer = new(words, 0, book);
            writer.Use(kind.Index);
            RowStates states = new(baseline, default, RowStates.SameSpan, book.Gains(kind.Index));
            RowWalk.Delta(ref writer, layout.SitesOf(kind.Index).Plan, states, row);
            int[] bits = new int[1 + row.Length];
            CodebookTally tally = new(book, kind.Index, bits, 0, 1);
            RowWalk.Delta(ref tally, layout.SitesOf(kind.Index).Plan, states, row);
            Assert.Equal(writer.BitCount, bits.Sum());
        }
    }

    private static SteadyRun NewRun() => new(new SteadyRunOptions
    {
        Seed = 3,
        Players = Players,
        Link = new LinkConditions { DelayMs = 20, LossChance = 0.01 },
        Shard = new ShardOptions { PlayersPerRoom = 32, EntitiesPerRoom = 1024, Transport = new TransportOptions { PeersMax = 64 } },
    });
}
