using System;
using BenchmarkDotNet.Attributes;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Bench.Micro;

/// <summary>What the generator's constants are worth: bodies captured and inputs coded by generated code, and the same driven by the schema's table. Nanoseconds are per body or input.</summary>
public class CodecBenchmarks
{
    private const int Count = 256;

    private readonly Body[] _bodies = new Body[Count];
    private readonly ushort[] _slots = new ushort[Count];
    private readonly int[] _columns = new int[3 * Count];
    private readonly ComponentCodec<Body> _generated = BodyCodec.Instance;
    private readonly ComponentCodec<Body> _table = new TableCodec();
    private readonly ComponentCodec<Body> _earlier = new EarlierCodec();
    private readonly ComponentSchema _input = ArenaInputCodec.Instance.Schema;
    private readonly IRowDelta _delta = ArenaInputCodec.Instance;
    private readonly int _inputFields = ArenaInputCodec.Instance.Schema.Fields.Length;
    private readonly byte[] _packet = new byte[4096];
    private readonly byte[] _coded = new byte[4096];
    private int[] _rows = [];
    private int[] _row = [];

    /// <summary>Ships anywhere; sticks that move a little from tick to tick, and rest in half of them.</summary>
    [GlobalSetup]
    public void Fill()
    {
        Prng prng = new(1);
        for (int i = 0; i < Count; i++)
        {
            _slots[i] = (ushort)i;
            _bodies[i] = new Body { X = prng.NextFloat(0, 1024), Y = prng.NextFloat(0, 1024), Angle = prng.NextFloat(-10, 10) };
        }

        _row = new int[_inputFields];
        _rows = new int[(Count + 1) * _inputFields];
        ArenaInput stick = new();
        for (int i = 0; i <= Count; i++)
        {
            if (prng.NextChance(0.5)) stick = new ArenaInput { MoveX = stick.MoveX + prng.NextFloat(-0.1f, 0.1f), MoveY = stick.MoveY + prng.NextFloat(-0.1f, 0.1f), Aim = stick.Aim + prng.NextFloat(-0.1f, 0.1f), Fire = prng.NextChance(0.3) };
            ArenaInputCodec.Instance.CaptureOne(stick, RowAt(i));
        }

        WriteGenerated(_coded);
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int Capture_a_body_generated() => Capture(_generated);

    [Benchmark(OperationsPerInvoke = Count)]
    public int Capture_a_body_by_table() => Capture(_table);

    [Benchmark(OperationsPerInvoke = Count)]
    public int Capture_a_body_by_division_and_remainder() => Capture(_earlier);

    [Benchmark(OperationsPerInvoke = Count)]
    public int Write_an_input_delta_generated() => WriteGenerated(_packet);

    [Benchmark(OperationsPerInvoke = Count)]
    public int Write_an_input_delta_by_table()
    {
        BitWriter writer = new(_packet);
        for (int i = 0; i < Count; i++) RowCoder.WriteDelta(ref writer, _input.Fields, RowAt(i), RowAt(i + 1));
        return writer.Finish();
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public bool Read_an_input_delta_generated()
    {
        BitReader reader = new(_coded);
        bool read = true;
        for (int i = 0; i < Count; i++) read &= _delta.TryReadDelta(ref reader, RowAt(i), _row);
        return read;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public bool Read_an_input_delta_by_table()
    {
        BitReader reader = new(_coded);
        bool read = true;
        for (int i = 0; i < Count; i++) read &= RowCoder.TryReadDelta(ref reader, _input.Fields, RowAt(i), _row);
        return read;
    }

    private Span<int> RowAt(int index) => _rows.AsSpan(index * _inputFields, _inputFields);

    private int Capture(ComponentCodec<Body> codec)
    {
        codec.Capture(_bodies, _slots, new ColumnBlock(_columns, Count));
        return _columns[Count];
    }

    private int WriteGenerated(byte[] packet)
    {
        BitWriter writer = new(packet);
        for (int i = 0; i < Count; i++) _delta.WriteDelta(ref writer, RowAt(i), RowAt(i + 1));
        return writer.Finish();
    }

    /// <summary>As a person would write it without the generator: the schema's own numbers, looked up per value.</summary>
    private sealed class TableCodec() : ComponentCodec<Body>(new ComponentSchema("body", Visibility.Everyone, BodyCodec.Instance.Schema.Fields.ToArray()))
    {
        public override void Capture(ReadOnlySpan<Body> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns)
        {
            FieldSchema position = Schema.Fields[0];
            FieldSchema angle = Schema.Fields[2];
            Span<int> x = columns[0];
            Span<int> y = columns[1];
            Span<int> turn = columns[2];
            foreach (ushort slot in slots)
            {
                ref readonly Body body = ref values[slot];
                x[slot] = position.Quantize(body.X);
                y[slot] = position.Quantize(body.Y);
                turn[slot] = angle.QuantizeAngle(body.Angle);
            }
        }

        public override Body Apply(ReadOnlySpan<int> fields) => BodyCodec.Instance.Apply(fields);
    }

    /// <summary>The same with a floating-point minimum and remainder per value: the plain way to write the rule.</summary>
    private sealed class EarlierCodec() : ComponentCodec<Body>(new ComponentSchema("body", Visibility.Everyone, BodyCodec.Instance.Schema.Fields.ToArray()))
    {
        public override void Capture(ReadOnlySpan<Body> values, ReadOnlySpan<ushort> slots, in ColumnBlock columns)
        {
            FieldSchema position = Schema.Fields[0];
            FieldSchema angle = Schema.Fields[2];
            Span<int> x = columns[0];
            Span<int> y = columns[1];
            Span<int> turn = columns[2];
            foreach (ushort slot in slots)
            {
                ref readonly Body body = ref values[slot];
                x[slot] = Number(position, body.X);
                y[slot] = Number(position, body.Y);
                turn[slot] = Angle(angle, body.Angle);
            }
        }

        public override Body Apply(ReadOnlySpan<int> fields) => BodyCodec.Instance.Apply(fields);

        private static int Number(FieldSchema field, float value)
        {
            double steps = Math.Round((value - field.Origin) / field.Step);
            return steps > 0 ? (int)Math.Min(steps, field.Max) : 0;
        }

        private static int Angle(FieldSchema field, float radians)
        {
            double steps = Math.Round(radians / field.Step) % (field.Max + 1.0);
            return steps is > 0 or < 0 ? (int)steps & field.Max : 0;
        }
    }
}
