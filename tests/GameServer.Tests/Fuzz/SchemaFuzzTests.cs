using System;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Tests.Property.Model;
using GameServer.Tests.Support;
using Xunit;

namespace GameServer.Tests.Fuzz;

/// <summary>Schemas of strangers: refused, or such that everything a reader does with them stays in bounds.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class SchemaFuzzTests
{
    [Fact]
    public void A_schema_of_any_bytes_is_refused_or_usable()
    {
        int accepted = 0;
        FuzzBudget.Run(20_000, round =>
        {
            Prng prng = Prng.For(round, "schema");
            byte[] bytes = prng.NextChance(0.2) ? RandomSchema.Draw(ref prng).Encoded.ToArray() : ModelSchema.Schema.Encoded.ToArray();
            Mutate(ref bytes, ref prng);
            if (!SchemaDecoder.TryRead(bytes, out GameSchema? schema)) return;
            accepted++;
            Assert.Equal(StateHasher.OfBytes(bytes), schema!.Hash);
            Use(schema, ref prng);
        });
        Assert.True(accepted > 500, $"{accepted} accepted: mutations so wild test nothing");
    }

    [Fact]
    public void Every_shorter_schema_is_refused()
    {
        ReadOnlySpan<byte> whole = ModelSchema.Schema.Encoded;
        for (int cut = 0; cut < whole.Length; cut++) Assert.False(SchemaDecoder.TryRead(whole[..cut], out _), $"cut to {cut} bytes");
        Assert.True(SchemaDecoder.TryRead(whole, out _));
    }

    [Fact]
    public void A_few_bytes_cannot_ask_for_much_memory()
    {
        byte[] bytes = ModelSchema.Schema.Encoded.ToArray();
        int counts = 0;
        for (int at = 0; at + 4 <= bytes.Length; at++)
        {
            byte[] promising = (byte[])bytes.Clone();
            BitConverter.TryWriteBytes(promising.AsSpan(at), int.MaxValue - 1);
            long before = GC.GetAllocatedBytesForCurrentThread();
            if (SchemaDecoder.TryRead(promising, out _)) counts++;
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 256 * 1024, $"a count at {at}");
        }

        Assert.True(counts < bytes.Length);
        Assert.False(SchemaDecoder.TryRead(new byte[Limits.SchemaBytes + 1], out _));
    }

    private static void Use(GameSchema schema, ref Prng prng)
    {
        SchemaMapping mapping = new(schema, ModelSchema.Schema);
        ReplicatedWorld world = new(mapping, 64);
        SnapshotReader reader = new(world, new SnapshotScratch());
        byte[] packet = new byte[60];
        prng.Fill(packet);
        packet[0] = (byte)PacketKind.Snapshot;
        reader.Read(packet, out _);
        foreach (ReplicatedEntity entity in world.Entities) Assert.Equal(ModelSchema.Schema.Kinds[entity.KindIndex].FieldCountFor(entity.Audience), world.RowOf(entity).Length);

        int[] wire = new int[schema.Input.Fields.Length];
        mapping.MapInput([3, 1], wire);
        for (int i = 0; i < wire.Length; i++) Assert.InRange(wire[i], 0, schema.Input.Fields[i].Max);
        Assert.InRange(InputPacket.Write(new byte[InputPacket.BytesMax], default, false, new Tick(9), schema.Input, [], wire), 1, InputPacket.BytesMax);

        Span<int> mapped = stackalloc int[Limits.RowFields];
        foreach (EntityKind kind in schema.Kinds)
        {
            if (!mapping.TryKind(kind.Index, out byte localKind)) continue;
            EntityKind local = ModelSchema.Schema.Kinds[localKind];
            int[] row = new int[kind.Fields.Length];
            for (int i = 0; i < row.Length; i++) row[i] = ModelSchema.AnyValue(kind.Fields[i], ref prng);
            mapping.MapRow(kind.Index, row, mapped[..local.Fields.Length]);
            for (int i = 0; i < local.Fields.Length; i++) Assert.InRange(mapped[i], 0, local.Fields[i].Max);
        }
    }

    private static void Mutate(ref byte[] bytes, ref Prng prng)
    {
        switch (prng.NextInt(5))
        {
            case 0:
                Array.Resize(ref bytes, prng.NextInt(bytes.Length + 8));
                break;
            case 1:
                BitConverter.TryWriteBytes(bytes.AsSpan(prng.NextInt(bytes.Length - 4)), prng.NextUInt());
                break;
            default:
                for (int i = prng.NextInt(1, 4); i > 0; i--) bytes[prng.NextInt(bytes.Length)] ^= (byte)(1 << prng.NextInt(8));
                break;
        }
    }
}
