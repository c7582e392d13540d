using GameServer.Replication;

namespace GameServer.Bench.Codec;

/// <summary>
/// The product's codebook coder on whole frames. A packet is the book's number (4 bits); of the entities that moved lately, gaps between those that are not regular, the last gap
/// reaching the end; for each of them in order its row; and of the others the gap to the next that changed and its row, again until a gap reaches the end.
/// </summary>
internal static class CodebookFrames
{
    public const int BookBits = 4;
    public const int RestingGap = 0;
    public const int IrregularGap = 1;

    public static CodebookLayout LayoutOf(TraceShape shape) => new([shape.Plan]);

    /// <summary>Number of the book after one: 1 to 15 take turns, 0 is built in.</summary>
    public static int NextBook(int id) => (id % 15) + 1;

    /// <summary>Words that hold a packet at its worst, and the reader's slack.</summary>
    public static int WordsMax(TraceShape shape) => (shape.EntityCount * ((CodebookWriter.BitsMax / 64) + 1)) + 4;
}
