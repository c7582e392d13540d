using System;
using GameServer.Replication;

namespace GameServer.Bench.Codec;

/// <summary>
/// The product's codebook coder on whole frames. A packet is the book's number (8 bits), the rows of what moved lately, unchanged ones included, then for the others the gap
/// to the next that changed and its row, and a last gap to the end.
/// </summary>
internal static class CodebookFrames
{
    public const int BookBits = 8;

    public static CodebookLayout LayoutOf(TraceShape shape) => new([shape.Plan]);

    /// <summary>Words that hold a packet at its worst, and the reader's slack.</summary>
    public static int WordsMax(TraceShape shape) => (shape.EntityCount * ((CodebookWriter.BitsMax / 64) + 1)) + 4;
}
