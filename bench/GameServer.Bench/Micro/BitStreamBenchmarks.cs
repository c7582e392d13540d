using System;
using BenchmarkDotNet.Attributes;
using GameServer.Core;

namespace GameServer.Bench.Micro;

/// <summary>An entity delta's worth of fields, written, read and spliced. Nanoseconds are per entity.</summary>
public class BitStreamBenchmarks
{
    private const int EntityCount = 64;
    private const int SpliceBits = 77; // a typical delta: one whole word and a rest

    private readonly byte[] _packet = new byte[4096];
    private readonly byte[] _written = new byte[4096];
    private readonly ulong[] _encoded = new ulong[EntityCount * 2];
    private readonly Fields[] _fields = new Fields[EntityCount];

    [GlobalSetup]
    public void Fill()
    {
        Prng prng = new(1);
        for (int i = 0; i < EntityCount; i++)
        {
            _fields[i] = new Fields(
                prng.NextUInt() & 0xFFF, prng.NextUInt() & 0x1F, prng.NextUInt() & 0x3FFFF, prng.NextUInt() & 0x3FFFF, prng.NextUInt() & 0x3FF,
                prng.NextInt(-20, 21), prng.NextInt(-300, 301), prng.NextChance(0.5));
        }

        for (int i = 0; i < _encoded.Length; i++) _encoded[i] = prng.NextULong();
        WriteAll(_written);
    }

    [Benchmark(OperationsPerInvoke = EntityCount)]
    public int Write_an_entity_of_8_fields() => WriteAll(_packet);

    [Benchmark(OperationsPerInvoke = EntityCount)]
    public long Read_an_entity_of_8_fields()
    {
        BitReader reader = new(_written);
        long sum = 0;
        for (int i = 0; i < EntityCount; i++)
        {
            bool read = reader.TryRead(12, out uint id);
            read &= reader.TryRead(5, out uint mask);
            read &= reader.TryRead(18, out uint x);
            read &= reader.TryRead(18, out uint y);
            read &= reader.TryRead(10, out uint angle);
            read &= reader.TryReadExpGolomb(2, out uint dx);
            read &= reader.TryReadExpGolomb(4, out uint dy);
            read &= reader.TryReadBit(out bool alive);
            if (!read) throw new InvalidOperationException("the packet was written by this class");
            sum += id + mask + x + y + angle + BitMath.UnZigZag(dx) + BitMath.UnZigZag(dy) + (alive ? 1 : 0);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = EntityCount)]
    public int Splice_an_encoded_delta_of_77_bits()
    {
        BitWriter writer = new(_packet);
        writer.Write(5, 3); // packets start unaligned
        for (int i = 0; i < EntityCount; i++) writer.WriteWords(_encoded.AsSpan(i * 2, 2), SpliceBits);
        return writer.Finish();
    }

    private int WriteAll(byte[] packet)
    {
        BitWriter writer = new(packet);
        foreach (ref readonly Fields fields in _fields.AsSpan())
        {
            writer.Write(fields.Id, 12);
            writer.Write(fields.Mask, 5);
            writer.Write(fields.X, 18);
            writer.Write(fields.Y, 18);
            writer.Write(fields.Angle, 10);
            writer.WriteExpGolomb(BitMath.ZigZag(fields.DeltaX), 2);
            writer.WriteExpGolomb(BitMath.ZigZag(fields.DeltaY), 4);
            writer.WriteBit(fields.Alive);
        }

        return writer.Finish();
    }

    private readonly record struct Fields(uint Id, uint Mask, uint X, uint Y, uint Angle, int DeltaX, int DeltaY, bool Alive);
}
