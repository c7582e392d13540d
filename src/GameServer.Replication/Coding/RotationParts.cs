using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// Rewrites a "smallest three" rotation as if another component were its largest, in integers, so that both ends agree to the last bit. Needed when the largest component
/// changes: the parts of the old and of the new rotation are then different things, but the rotations are close.
/// </summary>
internal static class RotationParts
{
    private const int UnitBits = 30;   // components are integers of 2^30 times their value
    private const long InverseRootTwo = 759_250_125;   // 2^30 / √2

    /// <param name="row">Largest, and the three others in 0 .. <paramref name="max"/>.</param>
    /// <param name="largest">Which component to leave out.</param>
    /// <param name="max">Of the parts.</param>
    /// <param name="parts">The three others, in 0 .. max; where a component is beyond what parts can say it is clamped.</param>
    public static void Rewrite(ReadOnlySpan<int> row, int largest, int max, Span<int> parts)
    {
        if (row[0] == largest)
        {
            row.Slice(1, 3).CopyTo(parts);
            return;
        }

        Span<long> components = stackalloc long[4];
        long squares = 0;
        int part = 1;
        for (int i = 0; i < 4; i++)
        {
            if (i == row[0]) continue;
            long component = ((2L * row[part++]) - max) * InverseRootTwo / max;
            components[i] = component;
            squares += component * component >> UnitBits;
        }

        components[row[0]] = SquareRoot(Math.Max(0, (1L << UnitBits) - squares) << UnitBits);
        long sign = components[largest] < 0 ? -1 : 1;
        part = 0;
        for (int i = 0; i < 4; i++)
        {
            if (i == largest) continue;
            long scaled = ((((components[i] * sign) + InverseRootTwo) * max) + InverseRootTwo) / (2 * InverseRootTwo);
            parts[part++] = (int)Math.Clamp(scaled, 0, max);
        }
    }

    /// <summary>Newton's method from above; at most 32 rounds for 60 bits.</summary>
    private static long SquareRoot(long value)
    {
        if (value <= 0) return 0;
        long root = 1L << ((BitMath.BitLength((ulong)value) + 1) / 2);
        while (true)
        {
            long next = (root + (value / root)) >> 1;
            if (next >= root) return root;
            root = next;
        }
    }
}
