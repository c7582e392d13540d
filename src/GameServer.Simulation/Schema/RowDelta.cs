using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>The parts of <see cref="IRowDelta"/> that generated codecs are made of: one changed bit and one change per field.</summary>
public static class RowDelta
{
    /// <summary>A number: its difference. <paramref name="order"/> is the bits of a typical change.</summary>
    public static void WriteNumber(ref BitWriter writer, int baseline, int value, int order)
    {
        bool changed = value != baseline;
        writer.WriteBit(changed);
        if (changed) writer.WriteExpGolomb(BitMath.ZigZag(value - baseline) - 1, order);
    }

    /// <summary>A number that turns over after <paramref name="max"/>, a power of two less one: its difference the short way.</summary>
    public static void WriteCyclic(ref BitWriter writer, int baseline, int value, int order, int max)
    {
        bool changed = value != baseline;
        writer.WriteBit(changed);
        if (changed) writer.WriteExpGolomb(BitMath.ZigZag(ShortWay(value - baseline, max)) - 1, order);
    }

    /// <summary>A value without order: itself.</summary>
    public static void WriteSymbol(ref BitWriter writer, int baseline, int value, int bits)
    {
        bool changed = value != baseline;
        writer.WriteBit(changed);
        if (changed) writer.Write((uint)value, bits);
    }

    /// <summary>A bool: that it changed says all.</summary>
    public static void WriteBool(ref BitWriter writer, int baseline, int value) => writer.WriteBit(value != baseline);

    /// <summary>Reads what <see cref="WriteNumber"/> wrote; <paramref name="value"/> holds the baseline's.</summary>
    public static bool TryReadNumber(ref BitReader reader, ref int value, int order, int max)
    {
        if (!reader.TryReadBit(out bool changed)) return false;
        if (!changed) return true;
        if (!reader.TryReadExpGolomb(order, out uint number) || number == uint.MaxValue) return false;
        long wide = (long)value + BitMath.UnZigZag(number + 1);
        value = (int)wide;
        return wide >= 0 && wide <= max;
    }

    /// <summary>Reads what <see cref="WriteCyclic"/> wrote; <paramref name="value"/> holds the baseline's.</summary>
    public static bool TryReadCyclic(ref BitReader reader, ref int value, int order, int max)
    {
        if (!reader.TryReadBit(out bool changed)) return false;
        if (!changed) return true;
        if (!reader.TryReadExpGolomb(order, out uint turn) || turn > (uint)max) return false;
        value = (value + BitMath.UnZigZag(turn + 1)) & max;
        return true;
    }

    /// <summary>Reads what <see cref="WriteSymbol"/> wrote; <paramref name="value"/> holds the baseline's.</summary>
    public static bool TryReadSymbol(ref BitReader reader, ref int value, int bits, int max)
    {
        if (!reader.TryReadBit(out bool changed)) return false;
        if (!changed) return true;
        if (!reader.TryRead(bits, out uint symbol) || symbol > (uint)max) return false;
        value = (int)symbol;
        return true;
    }

    /// <summary>Reads what <see cref="WriteBool"/> wrote; <paramref name="value"/> holds the baseline's.</summary>
    public static bool TryReadBool(ref BitReader reader, ref int value)
    {
        if (!reader.TryReadBit(out bool changed)) return false;
        value ^= changed ? 1 : 0;
        return true;
    }

    /// <summary>A difference modulo <paramref name="max"/> + 1, in the half turn about 0.</summary>
    private static int ShortWay(int difference, int max)
    {
        int half = (max >> 1) + 1;
        return ((difference + half) & max) - half;
    }
}
