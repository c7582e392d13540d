using System;
using BenchmarkDotNet.Attributes;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Bench.Micro;

/// <summary>An Arena ship's row, whole and as a delta against a few ticks ago. Nanoseconds are per entity.</summary>
public class DeltaBenchmarks
{
    private const int EntityCount = 64;

    private readonly EntityKind _kind = ArenaSchema.Ship;
    private readonly int _fieldCount = ArenaSchema.Ship.PublicFieldCount;
    private readonly byte[] _packet = new byte[4096];
    private readonly byte[] _deltas = new byte[4096];
    private readonly int[] _row = new int[ArenaSchema.Ship.PublicFieldCount];
    private int[] _baselines = [];
    private int[] _rows = [];

    /// <summary>Every ship moved and turned; one in eight was hit.</summary>
    [GlobalSetup]
    public void Fill()
    {
        Prng prng = new(1);
        _baselines = new int[EntityCount * _fieldCount];
        _rows = new int[EntityCount * _fieldCount];
        for (int i = 0; i < _baselines.Length; i++)
        {
            FieldSchema field = _kind.Fields[i % _fieldCount];
            _baselines[i] = prng.NextInt(field.Max / 4, (field.Max / 2) + 1);
            bool moves = i % _fieldCount < 3;
            bool hit = i % _fieldCount == 3 && prng.NextChance(0.125);
            _rows[i] = _baselines[i] + (moves ? prng.NextInt(1, 24) : 0) + (hit ? 20 : 0);
        }

        WriteDeltas(_deltas);
    }

    [Benchmark(OperationsPerInvoke = EntityCount)]
    public int Write_a_ship_as_a_delta() => WriteDeltas(_packet);

    [Benchmark(OperationsPerInvoke = EntityCount)]
    public int Write_a_ship_whole()
    {
        BitWriter writer = new(_packet);
        for (int i = 0; i < EntityCount; i++) RowCoder.WriteFull(ref writer, _kind.Fields, _rows.AsSpan(i * _fieldCount, _fieldCount));
        return writer.Finish();
    }

    [Benchmark(OperationsPerInvoke = EntityCount)]
    public bool Read_a_ship_from_a_delta()
    {
        BitReader reader = new(_deltas);
        bool read = true;
        for (int i = 0; i < EntityCount; i++) read &= RowCoder.TryReadDelta(ref reader, _kind, _baselines.AsSpan(i * _fieldCount, _fieldCount), _row);
        return read;
    }

    private int WriteDeltas(byte[] packet)
    {
        BitWriter writer = new(packet);
        for (int i = 0; i < EntityCount; i++)
        {
            RowCoder.WriteDelta(ref writer, _kind, _baselines.AsSpan(i * _fieldCount, _fieldCount), _rows.AsSpan(i * _fieldCount, _fieldCount));
        }

        return writer.Finish();
    }
}
