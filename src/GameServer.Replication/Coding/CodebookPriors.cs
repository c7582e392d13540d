using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>Counts that stand for what is known of a site before anything was seen.</summary>
internal static class CodebookPriors
{
    private const int Weight = 1 << 16;

    /// <summary>Fills counts for all of a node's symbols; the escape gets none, as every symbol has a code.</summary>
    public static void Fill(in CodebookNode node, Span<int> counts)
    {
        counts.Clear();
        for (int symbol = 0; symbol < node.Alphabet; symbol++)
        {
            counts[symbol] = Math.Max(1, node.Prior switch
            {
                CodebookPrior.Mask => Weight >> (2 * BitMath.PopCount((uint)symbol)),
                CodebookPrior.Residual => ResidualWeight(symbol, node.TypicalBits),
                CodebookPrior.Gap => Weight >> Math.Min(16, symbol),
                _ => Weight,
            });
        }
    }

    /// <summary>Values up to the typical size are alike; beyond, each octave is a quarter as likely as the one before.</summary>
    private static int ResidualWeight(int token, int typicalBits)
    {
        int size = Math.Abs(Magnitude.Join(token, 0));
        int octavesBeyond = Math.Max(0, BitMath.BitLength((uint)size) - typicalBits);
        long values = 1L << Magnitude.LowBits(token);
        long perValue = (1L << 30) >> Math.Min(30, typicalBits);
        return (int)Math.Min(Weight, (values * perValue) >> Math.Min(60, 14 + (3 * octavesBeyond)));
    }
}
