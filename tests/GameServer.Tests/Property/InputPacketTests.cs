using System;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Tests.Property.Model;
using Xunit;

namespace GameServer.Tests.Property;

public sealed class InputPacketTests
{
    private static readonly ComponentSchema Input = ArenaSchema.Schema.Input;

    /// <summary>64 fields of 31 bits: a row is 248 bytes, and a packet holds two.</summary>
    private static readonly ComponentSchema Huge = HugeInput();

    [Fact]
    public void Acknowledgements_and_inputs_read_back()
    {
        foreach (ulong seed in Seeds.Each(500))
        {
            Prng prng = new(seed);
            AckWindow acks = prng.NextChance(0.2) ? default : AckWindow.FromWire((ushort)prng.NextUInt(), prng.NextUInt());
            bool resync = prng.NextChance(0.5);
            Tick now = new((uint)prng.NextInt(100, 1_000_000));
            Tick newest = now + prng.NextInt(-50, 50);
            int[] rows = Rows(Input, prng.NextInt(18), ref prng);
            byte[] packet = new byte[InputPacket.BytesMax];
            ushort[] views = Views(rows.Length / Input.Fields.Length, ref prng);
            int length = InputPacket.Write(packet, acks, resync, newest, Input, views, rows);

            int[] read = new int[Limits.InputsPerPacket * Input.Fields.Length];
            ushort[] readViews = new ushort[Limits.InputsPerPacket];
            Assert.True(InputPacket.TryRead(packet.AsSpan(0, length), Input, now, out InputPacketContent content, readViews, read), $"SEED={seed}");
            Assert.Equal(acks, content.Acks);
            Assert.Equal(resync, content.Resync);
            Assert.Equal(newest, content.Newest);
            Assert.Equal(Math.Min(rows.Length / Input.Fields.Length, Limits.InputsPerPacket), content.Count);
            Assert.Equal(views.Length == 0 ? new ushort[content.Count] : views[..content.Count], readViews[..content.Count]);
            int fields = content.Count * Input.Fields.Length;
            Assert.True(rows.AsSpan(0, fields).SequenceEqual(read.AsSpan(0, fields)), $"SEED={seed}");
        }
    }

    [Fact]
    public void Of_rows_too_large_for_a_packet_the_newest_are_sent()
    {
        Prng prng = new(1);
        int[] rows = Rows(Huge, 5, ref prng);
        byte[] packet = new byte[InputPacket.BytesMax];
        int length = InputPacket.Write(packet, default, false, new Tick(9), Huge, [], rows);
        int[] read = new int[Limits.InputsPerPacket * 64];
        Assert.True(InputPacket.TryRead(packet.AsSpan(0, length), Huge, new Tick(8), out InputPacketContent content, new ushort[Limits.InputsPerPacket], read));
        Assert.InRange(content.Count, 1, 2);
        Assert.True(rows.AsSpan(0, 64 * content.Count).SequenceEqual(read.AsSpan(0, 64 * content.Count)));
    }

    [Fact]
    public void Every_shorter_packet_is_refused()
    {
        Prng prng = new(2);
        byte[] packet = new byte[InputPacket.BytesMax];
        int length = InputPacket.Write(packet, AckWindow.FromWire(5, 3), true, new Tick(9), Input, [7, 9, 4000, 0], Rows(Input, 4, ref prng));
        int[] read = new int[Limits.InputsPerPacket * Input.Fields.Length];
        for (int cut = 0; cut < length; cut++) Assert.False(InputPacket.TryRead(packet.AsSpan(0, cut), Input, new Tick(8), out _, new ushort[Limits.InputsPerPacket], read));
        Assert.False(InputPacket.TryRead(packet.AsSpan(0, length + 1), Input, new Tick(8), out _, new ushort[Limits.InputsPerPacket], read));
        Assert.True(InputPacket.TryRead(packet.AsSpan(0, length), Input, new Tick(8), out _, new ushort[Limits.InputsPerPacket], read));
    }

    private static int[] Rows(ComponentSchema input, int count, ref Prng prng)
    {
        int[] rows = new int[count * input.Fields.Length];
        for (int i = 0; i < rows.Length; i++) rows[i] = ModelSchema.AnyValue(input.Fields[i % input.Fields.Length], ref prng);
        return rows;
    }

    private static ushort[] Views(int count, ref Prng prng)
    {
        ushort[] views = new ushort[prng.NextChance(0.3) ? 0 : count];
        for (int i = 0; i < views.Length; i++) views[i] = (ushort)prng.NextInt(InputPacket.ViewAgeMax + 1);
        return views;
    }

    private static ComponentSchema HugeInput()
    {
        FieldSchema[] fields = new FieldSchema[64];
        for (int i = 0; i < fields.Length; i++) fields[i] = FieldSchema.Integer($"f{i}", 0, int.MaxValue, 1);
        return new ComponentSchema("huge", Visibility.Everyone, fields);
    }
}
