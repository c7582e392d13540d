using System;
using System.Numerics;

namespace GameServer.Bench.Traces;

/// <summary>A rotation as four integers: index of the largest component (x, y, z, w), then the three others, each in ±1/√2, on a scale of 0 .. 2^bits − 1.</summary>
internal static class SmallestThree
{
    public static void Write(Quaternion rotation, int bits, Span<int> columns)
    {
        ReadOnlySpan<float> parts = [rotation.X, rotation.Y, rotation.Z, rotation.W];
        int largest = 0;
        for (int i = 1; i < 4; i++)
        {
            if (Math.Abs(parts[i]) > Math.Abs(parts[largest])) largest = i;
        }

        float sign = parts[largest] < 0 ? -1 : 1;
        int max = (1 << bits) - 1;
        columns[0] = largest;
        int at = 1;
        for (int i = 0; i < 4; i++)
        {
            if (i == largest) continue;
            float scaled = ((parts[i] * sign * MathF.Sqrt(2)) + 1) / 2 * max;
            columns[at++] = Math.Clamp((int)MathF.Round(scaled), 0, max);
        }
    }
}
