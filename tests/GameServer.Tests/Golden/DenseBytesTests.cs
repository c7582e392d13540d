using System;
using System.Collections.Generic;
using System.IO;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Tests.Simulation.Paths;
using Xunit;

namespace GameServer.Tests.Golden;

/// <summary>
/// The bytes of a client's first thirty dense packets, a line each, of which every tenth is lost and every other acknowledged two ticks later: <c>dense.hex</c>. They are whole rows, then deltas coded
/// with what the packets before taught, and packets that tell what arrived. They change only with the protocol's version.
/// </summary>
public sealed class DenseBytesTests : ISnapshotSink
{
    private const int Ticks = 30;
    private const int LostEvery = 10;

    private readonly List<string> _packets = [];

    [Fact]
    public void Thirty_packets_are_these_bytes()
    {
        CrowdGame game = new(6);
        RoomSimulation room = new(game, 16, 1, 1);
        RoomReplication replication = new(room, new ReplicationOptions { Coder = SnapshotCoder.Dense, HashPeriodSeconds = 0.5 }, 30, NoStageClock.Instance);
        Viewer viewer = replication.AddViewer(new PlayerSlot(0), 0);
        room.Join("viewer");
        AckWindow[] acks = new AckWindow[Ticks];
        AckWindow newest = default;
        for (int i = 0; i < Ticks; i++)
        {
            room.Step();
            if (i >= 2) viewer.Acknowledge(acks[i - 2], room.Tick);
            replication.BeginTick();
            replication.Publish(viewer, new InputFeedback(i % 7 != 3, 20 + (i % 3)), this);
            if (i % LostEvery != LostEvery - 1) newest.Add((ushort)(_packets.Count - 1));
            acks[i] = newest;
        }

        Assert.Equal(Golden(), string.Join('\n', _packets));
    }

    [Fact]
    public void A_reader_that_has_only_these_bytes_shows_the_room()
    {
        CrowdGame game = new(6);
        RoomSimulation room = new(game, 16, 1, 1);
        room.Join("viewer");
        ReplicatedWorld world = new(game.Schema, 16);
        SnapshotReader reader = new(world, new SnapshotScratch());
        string[] packets = Golden().Split('\n');
        Assert.Equal(Ticks, packets.Length);
        int hashes = 0;
        int[] row = new int[3];
        for (int i = 0; i < Ticks; i++)
        {
            room.Step();
            if (i % LostEvery == LostEvery - 1) continue;
            Assert.Equal(SnapshotResult.Applied, reader.Read(Convert.FromHexString(packets[i]), out SnapshotInfo info));
            Assert.Equal((room.Tick, i % 7 != 3, 20 + (i % 3)), (info.Tick, info.InputFresh, info.InputLeadSixteenths));
            Assert.True(info.HashMatched);
            hashes += info.HashScope != HashScope.None ? 1 : 0;
            foreach (ref readonly ReplicatedEntity entity in world.Entities)
            {
                room.History.ReadRow(world.TickOf(entity), room.World.KindOf(entity.Slot), entity.Slot, row);
                Assert.Equal(row, world.RowOf(entity).ToArray());
            }
        }

        Assert.Equal(6, world.Entities.Length);
        Assert.True(hashes > 0);
    }

    void ISnapshotSink.Send(Viewer viewer, ReadOnlySpan<byte> packet) => _packets.Add(Convert.ToHexStringLower(packet));

    private static string Golden() => File.ReadAllText(Repository.Test("Golden/dense.hex")).Trim();
}
