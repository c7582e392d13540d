using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Core.MemoryPack;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Tests.Golden;
using GameServer.Tests.Property.Model;
using GameServer.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace GameServer.Tests.Fuzz;

/// <summary>Bytes of strangers: nothing throws, nothing hangs, and what is not accepted leaves no trace. A failing round repeats with its number as seed.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class ReplicationFuzzTests(ITestOutputHelper output) : ISnapshotSink
{
    private readonly List<byte[]> _honest = [];

    [Theory]
    [InlineData(SnapshotCoder.Codebook)]
    [InlineData(SnapshotCoder.Dense)]
    public void A_reader_survives_any_bytes_and_changes_only_by_what_it_applied(SnapshotCoder coder)
    {
        RecordHonestPackets(coder);
        int applied = 0;
        output.WriteLine(FuzzBudget.Run(400, (round, costs) =>
        {
            Prng prng = Prng.For(round, "reader");
            ReplicatedWorld world = new(ModelSchema.Schema, 60);
            SnapshotReader reader = new(world, new SnapshotScratch());
            for (int i = 0; i < 150; i++)
            {
                byte[] packet = Mutate(_honest[Math.Min(_honest.Count - 1, i)], ref prng);
                string before = Describe(world, reader);
                costs.BeginInput();
                SnapshotResult result = reader.Read(packet, out SnapshotInfo info);
                costs.EndInput();
                if (result == SnapshotResult.Applied) applied++;
                else Assert.True((before == Describe(world, reader) || StartedOver(world, reader, result)) && info == default, $"round {round}, packet {i}: {result} left a trace");
                CheckRange(world, round);

                // What a dense packet is coded with comes from those before it: each is heard as it was sent, too.
                if (coder == SnapshotCoder.Dense && reader.Read(_honest[Math.Min(_honest.Count - 1, i)], out _) == SnapshotResult.Applied) applied++;
            }
        }));
        Assert.True(applied > 1_000, "Mutations so wild that nothing is applied test nothing.");
    }

    [Fact]
    public void A_codebook_of_any_bytes_is_refused_or_sound()
    {
        byte[] honest = new byte[CodebookMessage.BytesMax];
        Array.Resize(ref honest, CodebookBytesTests.Write(honest));
        RecordHonestPackets(SnapshotCoder.Codebook);
        ReplicatedWorld world = new(ModelSchema.Schema, 60);
        SnapshotReader reader = new(world, new SnapshotScratch());
        int accepted = 0;
        output.WriteLine(FuzzBudget.Run(20_000, round =>
        {
            Prng prng = Prng.For(round, "codebook");
            byte[] message = Mutate(honest, ref prng);
            if (!reader.TryTakeCodebook(message)) return;
            accepted++;
            Assert.InRange(reader.NewestCodebook, 1, CodebookMessage.Ids - 1);
            byte[] packet = (byte[])_honest[(int)(round % (ulong)_honest.Count)].Clone();
            prng.Fill(packet.AsSpan(Math.Min(packet.Length, 12)));
            reader.Read(packet, out _);
            CheckRange(world, round);
        }));
        Assert.True(accepted > 1_000, $"{accepted} codebooks accepted");
    }

    // After 64 packets in a row that looked old, the view is emptied on purpose.
    private static bool StartedOver(ReplicatedWorld world, SnapshotReader reader, SnapshotResult result) =>
        result is SnapshotResult.Stale or SnapshotResult.Duplicate && world.Entities.IsEmpty && world.Newest.IsNone && reader.NeedsResync;

    [Fact]
    public void An_input_packet_of_any_bytes_is_refused_or_in_range()
    {
        ComponentSchema input = ModelSchema.Schema.Input;
        int[] rows = new int[Limits.InputsPerPacket * input.Fields.Length];
        byte[] honest = new byte[InputPacket.BytesMax];
        int length = InputPacket.Write(honest, AckWindow.FromWire(77, 0xF0F0), false, new Tick(500), input, [40, 41, 39, 40], [1, 0, 3, 1, 3, 1, 6, 0]);
        int accepted = 0;
        output.WriteLine(FuzzBudget.Run(100_000, round =>
        {
            Prng prng = Prng.For(round, "input");
            byte[] packet = Mutate(honest.AsSpan(0, length).ToArray(), ref prng);
            ushort[] views = new ushort[Limits.InputsPerPacket];
            if (!InputPacket.TryRead(packet, input, new Tick((uint)prng.NextInt(100_000)), out InputPacketContent content, views, rows)) return;
            accepted++;
            for (int i = 0; i < content.Count * 2; i++) Assert.InRange(rows[i], 0, input.Fields[i % 2].Max);
            InputQueue queue = new(input, new int[input.Fields.Length]);
            queue.Reset(new Tick(3));
            for (int i = 0; i < content.Count; i++)
            {
                Tick stamp = content.Newest - i;
                if (queue.Offer(stamp, rows.AsSpan(i * 2, 2))) Assert.InRange(stamp.Value, 4u, 3u + Limits.InputAheadTicks);
            }
        }));
        Assert.True(accepted > 1_000);
    }

    [Fact]
    public void Control_messages_of_any_bytes_are_refused_or_read()
    {
        byte[][] honest = HonestMessages();
        int accepted = 0;
        output.WriteLine(FuzzBudget.Run(100_000, round =>
        {
            Prng prng = Prng.For(round, "control");
            byte[] bytes = Mutate(honest[prng.NextInt(honest.Length)], ref prng);
            ControlMessage.TryReadTag(bytes, out _);
            if (JoinRequest.TryRead(bytes, out JoinRequest join))
            {
                accepted++;
                Assert.True(System.Text.Encoding.UTF8.GetByteCount(join.PlayerName) <= 2 * ControlMessage.TextBytesMax);
            }

            if (Welcome.TryRead(bytes, out Welcome welcome)) Assert.InRange(welcome.TickRateHz, 1, Limits.TickRateHzMax);
            if (SchemaMessage.TryRead(bytes, out ReadOnlySpan<byte> encoded)) Assert.False(SchemaDecoder.TryRead(encoded, out _));
            if (Refusal.TryRead(bytes, out Refusal refusal)) Assert.NotNull(refusal.Text);
            if (Farewell.TryRead(bytes, out Farewell farewell)) Assert.NotNull(farewell.Text);
            ClockMessage.TryRead(bytes, out _);
        }));
        Assert.True(accepted > 100);
    }

    [Fact]
    public void A_pack_reader_of_any_bytes_never_passes_the_end()
    {
        output.WriteLine(FuzzBudget.Run(100_000, round =>
        {
            Prng prng = Prng.For(round, "pack");
            byte[] bytes = new byte[prng.NextInt(40)];
            prng.Fill(bytes);
            if (bytes.Length > 4 && prng.NextChance(0.5)) BitConverter.TryWriteBytes(bytes, prng.NextInt(-20, 20));
            PackReader reader = new(bytes);
            Span<int> lengths = stackalloc int[3];
            for (int i = 0; i < 20; i++)
            {
                int left = reader.BytesLeft;
                bool read = prng.NextInt(5) switch
                {
                    0 => reader.TryReadUnionTag(out _),
                    1 => reader.TryBeginObject(lengths),
                    2 => reader.TryRead(16, out string _),
                    3 => reader.TryReadVarInt(out _),
                    _ => reader.TryRead(out long _),
                };
                Assert.InRange(reader.BytesLeft, 0, read ? left - 1 : left);
            }
        }));
    }

    void ISnapshotSink.Send(Viewer viewer, ReadOnlySpan<byte> packet) => _honest.Add(packet.ToArray());

    private void RecordHonestPackets(SnapshotCoder coder)
    {
        ModelScenario scenario = ModelScenario.From(1) with { EntityCapacity = 60, EntityTarget = 40, ViewerCount = 1, ChangeChance = 0.2, ChurnChance = 0.01, FocusChance = 0.05 };
        RoomSimulation room = new(new ModelGame(scenario), 60, 1, 1);
        RoomReplication replication = new(room, new ReplicationOptions { HashPeriodSeconds = 0.2, Coder = coder }, 30, NoStageClock.Instance);
        Viewer viewer = replication.AddViewer(new PlayerSlot(0), 0);
        for (int i = 0; i < 120; i++)
        {
            room.Step();
            replication.BeginTick();
            replication.Publish(viewer, new InputFeedback(false, 0), this);
            if (_honest.Count > 0) viewer.Acknowledge(AckWindow.FromWire((ushort)(_honest.Count - 1), uint.MaxValue), room.Tick);
        }
    }

    private static byte[] Mutate(byte[] honest, ref Prng prng)
    {
        byte[] bytes = (byte[])honest.Clone();
        switch (prng.NextInt(8))
        {
            case 0:
                Array.Resize(ref bytes, prng.NextInt(bytes.Length + 1));
                break;
            case 1:
                Array.Resize(ref bytes, bytes.Length + prng.NextInt(1, 9));
                break;
            case 2:
                prng.Fill(bytes);
                bytes[0] = honest[0];
                break;
            case 3 or 4:
                for (int i = prng.NextInt(1, 4); i > 0; i--) bytes[prng.NextInt(bytes.Length)] ^= (byte)(1 << prng.NextInt(8));
                break;
            case 5:
                bytes[prng.NextInt(bytes.Length)] = (byte)prng.NextUInt();
                break;
        }

        return bytes;
    }

    private static byte[][] HonestMessages()
    {
        byte[] bytes = new byte[ControlMessage.BytesMax];
        return
        [
            bytes[..new JoinRequest(1, 99, 3, "Ann Öz", "model", 77).Write(bytes)],
            bytes[..new Welcome(1, new PlayerSlot(2), 100, 30, new Tick(5), 99, 88, 16).Write(bytes)],
            bytes[..new Refusal(RefusalReason.Schema, "no").Write(bytes)],
            bytes[..new ClockMessage(new Tick(5), 99).Write(bytes)],
            bytes[..new Farewell(FarewellReason.RoomClosed, "bye").Write(bytes)],
        ];
    }

    private static string Describe(ReplicatedWorld world, SnapshotReader reader)
    {
        return $"{world.Newest} {world.Entities.Length} {world.ViewHash} {reader.Acks.Any} {reader.Acks.Newest} {reader.Acks.Bits}";
    }

    private static void CheckRange(ReplicatedWorld world, ulong round)
    {
        foreach (ref readonly ReplicatedEntity entity in world.Entities)
        {
            EntityKind kind = world.Schema.Kinds[entity.KindIndex];
            ReadOnlySpan<int> row = world.RowOf(entity);
            Assert.Equal(kind.FieldCountFor(entity.Audience), row.Length);
            for (int i = 0; i < row.Length; i++) Assert.True(row[i] >= 0 && row[i] <= kind.Fields[i].Max, $"round {round}: slot {entity.Slot} field {i} is {row[i]}");
        }
    }
}
