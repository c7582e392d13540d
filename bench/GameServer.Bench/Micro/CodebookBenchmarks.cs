using System;
using BenchmarkDotNet.Attributes;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Bench.Micro;

/// <summary>What making an Arena room's next codebook costs the tick that it falls into, and a client that reads it.</summary>
public class CodebookBenchmarks
{
    private readonly CodebookLayout _layout = CodebookLayout.Of(ArenaSchema.Schema);
    private readonly byte[] _bytes = new byte[CodebookFormat.BytesMax];
    private CodebookCounts _counts = null!;
    private CodebookBuilder _builder = null!;
    private CodebookDraft _draft = null!;
    private Codebook _book = null!;
    private Codebook _read = null!;
    private int _length;

    /// <summary>Eight seconds of samples: entities that speed up, slow down and turn.</summary>
    [GlobalSetup]
    public void Fill()
    {
        _counts = new CodebookCounts(_layout);
        _builder = new CodebookBuilder(_layout);
        _draft = new CodebookDraft(_layout);
        _book = new Codebook(_layout, reads: false);
        _read = new Codebook(_layout, reads: true);
        Prng prng = new(1);
        for (int i = 0; i < 48 * 30 * 8; i++) Count(ArenaSchema.Schema.Kinds[prng.NextInt(ArenaSchema.Schema.Kinds.Length)], ref prng);
        Build_a_room_s_codebook();
    }

    [Benchmark]
    public int Build_a_room_s_codebook()
    {
        _builder.Build(_counts, _draft);
        _length = CodebookFormat.Write(_layout, _draft, _bytes);
        _book.Load(1, _draft);
        return _length;
    }

    [Benchmark]
    public bool Read_a_room_s_codebook()
    {
        bool read = CodebookFormat.TryRead(_layout, _bytes.AsSpan(0, _length), _draft);
        if (read) _read.Load(1, _draft);
        return read;
    }

    private void Count(EntityKind kind, ref Prng prng)
    {
        int[] older = new int[kind.Fields.Length];
        int[] baseline = new int[older.Length];
        int[] row = new int[older.Length];
        for (int i = 0; i < row.Length; i++)
        {
            FieldSchema field = kind.Fields[i];
            older[i] = prng.NextInt(field.Max / 4, (field.Max / 2) + 1);
            int motion = field.Max > 200 ? prng.NextInt(-1, 2) * (1 << prng.NextInt(0, 6)) : 0;
            baseline[i] = older[i] + motion;
            row[i] = Math.Clamp(baseline[i] + motion + (field.Max > 200 ? prng.NextInt(-3, 4) : 0), 0, field.Max);
        }

        CodebookCounter counter = new(_counts, kind.Index);
        RowWalk.Delta(ref counter, _layout.SitesOf(kind.Index).Plan, new RowStates(baseline, older, RowStates.SameSpan, _counts.Gains(kind.Index)), row);
    }
}
