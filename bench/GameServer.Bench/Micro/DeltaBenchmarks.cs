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
    private readonly ulong[] _words = new ulong[1024];
    private readonly int[] _row = new int[ArenaSchema.Ship.PublicFieldCount];
    private readonly Codebook _book;
    private readonly RowPlan _plan;
    private int[] _older = [];
    private int[] _baselines = [];
    private int[] _rows = [];
    private int _bitEnd;

    public DeltaBenchmarks()
    {
        CodebookLayout layout = CodebookLayout.Of(ArenaSchema.Schema);
        _book = new Codebook(layout, reads: true);
        _plan = layout.SitesOf(_kind.Index).Plan;
    }

    /// <summary>Every ship moved on and turned; one in eight was hit.</summary>
    [GlobalSetup]
    public void Fill()
    {
        Prng prng = new(1);
        _older = new int[EntityCount * _fieldCount];
        _baselines = new int[EntityCount * _fieldCount];
        _rows = new int[EntityCount * _fieldCount];
        for (int i = 0; i < _baselines.Length; i++)
        {
            FieldSchema field = _kind.Fields[i % _fieldCount];
            _older[i] = prng.NextInt(field.Max / 4, (field.Max / 2) + 1);
            bool moves = i % _fieldCount < 3;
            bool hit = i % _fieldCount == 3 && prng.NextChance(0.125);
            int motion = moves ? prng.NextInt(1, 24) : 0;
            _baselines[i] = _older[i] + motion;
            _rows[i] = _baselines[i] + motion + (moves ? prng.NextInt(-2, 3) : 0) + (hit ? 20 : 0);
        }

        WriteDeltas(moving: true);
    }

    [Benchmark(OperationsPerInvoke = EntityCount)]
    public int Write_a_ship_as_a_delta() => WriteDeltas(moving: false);

    [Benchmark(OperationsPerInvoke = EntityCount)]
    public int Write_a_ship_as_a_moving_delta() => WriteDeltas(moving: true);

    [Benchmark(OperationsPerInvoke = EntityCount)]
    public int Write_a_ship_whole()
    {
        BitWriter writer = new(_packet);
        for (int i = 0; i < EntityCount; i++) RowCoder.WriteFull(ref writer, _kind.Fields, _rows.AsSpan(i * _fieldCount, _fieldCount));
        return writer.Finish();
    }

    // Each benchmark is set up anew, so the words hold what Fill wrote.
    [Benchmark(OperationsPerInvoke = EntityCount)]
    public bool Read_a_ship_from_a_moving_delta()
    {
        CodebookReader reader = new(_words, 0, _bitEnd, _book);
        reader.Use(_kind.Index);
        for (int i = 0; i < EntityCount; i++) RowWalk.Delta(ref reader, _plan, StatesOf(i, moving: true), _row);
        return !reader.Failed;
    }

    private int WriteDeltas(bool moving)
    {
        CodebookWriter writer = new(_words, 0, _book);
        writer.Use(_kind.Index);
        for (int i = 0; i < EntityCount; i++) RowWalk.Delta(ref writer, _plan, StatesOf(i, moving), _rows.AsSpan(i * _fieldCount, _fieldCount));
        _bitEnd = writer.BitCount;
        writer.Finish();
        return _bitEnd;
    }

    private RowStates StatesOf(int ship, bool moving)
    {
        int first = ship * _fieldCount;
        ReadOnlySpan<int> older = moving ? _older.AsSpan(first, _fieldCount) : default;
        return new RowStates(_baselines.AsSpan(first, _fieldCount), older, RowStates.SameSpan, _book.Gains(_kind.Index));
    }
}
