using System;
using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Bench.Decoding;

/// <summary>
/// An Arena room and the readers of all its players. Each tick's packets are collected first and then read in one go, so that only reading is timed; between two packets of
/// one client lie all the others', as in a swarm, so its memory is as cold as it would be there. CPU time of the
/// process, so that neighbours do not count; run it with DOTNET_TieredCompilation=0, or the compiler's thread does.
/// </summary>
internal sealed class DecodeMeasurement : ISnapshotSink
{
    private const int TickRateHz = 30;
    private const int WarmUpTicks = 200;
    private const int AckDelayTicks = 2;

    private readonly RoomSimulation _room;
    private readonly RoomReplication _replication;
    private readonly List<Viewer> _viewers = [];
    private readonly SnapshotReader[] _readers;
    private readonly AckWindow[][] _acks = new AckWindow[AckDelayTicks][];
    private readonly ArenaInput[] _inputs;
    private readonly byte[] _bytes = new byte[4 << 20];
    private readonly List<(int Viewer, int First, int Length)> _packets = [];
    private int _byteCount;
    private Prng _prng = new(1);

    public DecodeMeasurement(int players)
    {
        _inputs = new ArenaInput[players];
        _readers = new SnapshotReader[players];
        _room = new RoomSimulation(new ArenaGame(TickRateHz), Math.Max(1024, players * 12), players, 1);
        _replication = new RoomReplication(_room, new ReplicationOptions(), TickRateHz, NoStageClock.Instance);
        SnapshotScratch scratch = new();
        for (int i = 0; i < players; i++)
        {
            PlayerSlot player = _room.Join("player") ?? throw new InvalidOperationException("the room has a seat for each");
            _viewers.Add(_replication.AddViewer(player, i));
            _readers[i] = new SnapshotReader(new ReplicatedWorld(ArenaSchema.Schema, _room.World.EntityCapacity), scratch);
        }

        for (int i = 0; i < AckDelayTicks; i++) _acks[i] = new AckWindow[players];
    }

    void ISnapshotSink.Send(Viewer viewer, ReadOnlySpan<byte> packet)
    {
        packet.CopyTo(_bytes.AsSpan(_byteCount));
        _packets.Add((viewer.Tag, _byteCount, packet.Length));
        _byteCount += packet.Length;
    }

    public DecodeResult Run(int ticks)
    {
        for (int i = 0; i < WarmUpTicks; i++) Step(out _, out _, out _);
        double[] perPacket = new double[ticks];
        double[] perEntity = new double[ticks];
        long packets = 0;
        long entities = 0;
        long hashed = 0;
        long mismatches = 0;
        long allocated = 0;
        for (int i = 0; i < ticks; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            double ns = Step(out int tickEntities, out int tickHashed, out int tickMismatches);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            perPacket[i] = ns / _packets.Count;
            perEntity[i] = ns / tickEntities;
            packets += _packets.Count;
            entities += tickEntities;
            hashed += tickHashed;
            mismatches += tickMismatches;
        }

        Array.Sort(perPacket);
        Array.Sort(perEntity);
        return new DecodeResult
        {
            Players = _readers.Length,
            NsPerPacket = perPacket[ticks / 2],
            NsPerEntity = perEntity[ticks / 2],
            EntitiesPerPacket = (double)entities / packets,
            HashedShare = (double)hashed / packets,
            Mismatches = mismatches,
            AllocatedBytes = allocated,
            Machine = Machine.Current,
        };
    }

    private double Step(out int entities, out int hashed, out int mismatches)
    {
        Play();
        AckWindow[] arrived = _acks[_room.Tick.Value % AckDelayTicks];
        for (int i = 0; i < _viewers.Count; i++) _viewers[i].Acknowledge(arrived[i], _room.Tick);
        _byteCount = 0;
        _packets.Clear();
        _replication.BeginTick();
        foreach (Viewer viewer in _viewers) _replication.Publish(viewer, new InputFeedback(true, 1), this);

        entities = 0;
        hashed = 0;
        mismatches = 0;
        double startUs = CpuTime.OfThisProcess().TotalUs;
        for (int i = 0; i < _packets.Count; i++)
        {
            if (i % CacheLine.ClientsAhead == 0) Prefetch(i, Math.Min(i + CacheLine.ClientsAhead, _packets.Count));
            (int viewer, int first, int length) = _packets[i];
            _readers[viewer].Read(_bytes.AsSpan(first, length), out SnapshotInfo info);
            entities += info.EntityCount;
            if (info.HashScope == HashScope.None) continue;
            hashed++;
            if (!info.HashMatched) mismatches++;
        }

        double ns = (CpuTime.OfThisProcess().TotalUs - startUs) * 1_000;
        for (int i = 0; i < _readers.Length; i++) arrived[i] = _readers[i].Acks;
        return ns;
    }

    private void Prefetch(int first, int end)
    {
        for (int i = first; i < end; i++) CacheLine.FetchObject(_readers[_packets[i].Viewer], SnapshotReader.ObjectBytes);
        for (int step = 0; step < 3; step++)
        {
            for (int i = first; i < end; i++) _readers[_packets[i].Viewer].Prefetch(step);
        }
    }

    private void Play()
    {
        Span<int> fields = stackalloc int[ArenaSchema.Schema.Input.Fields.Length];
        for (int i = 0; i < _inputs.Length; i++)
        {
            ref ArenaInput input = ref _inputs[i];
            if (_prng.NextChance(0.05))
            {
                input.MoveX = _prng.NextFloat(-1, 1);
                input.MoveY = _prng.NextFloat(-1, 1);
                input.Aim = _prng.NextFloat(0, 6.28f);
                input.Fire = _prng.NextChance(0.1);
            }

            ArenaInputCodec.Instance.CaptureOne(input, fields);
            _room.InputsOf(_viewers[i].Player).Offer(_room.Tick.Next, fields);
        }

        _room.Step();
    }
}
