using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
#if NET
using System.Runtime.Intrinsics;
#endif

namespace GameServer.Replication;

/// <summary>
/// Rows in memory that thousands of clients share a processor's cache with. Of a kind whose fields have 16 bits at most, as most have, a field is one cell of 16 bits: half of what it
/// takes as a number to calculate with. Of any other kind it is two.
/// </summary>
internal static class RowCells
{
    /// <summary>Cells are read and numbers written this many at a time: so much room must be behind both.</summary>
    public const int Slack = 8;

    /// <summary>Numbers that a row of so many fields is read into.</summary>
    public static int RoomFor(int fieldCount) => (fieldCount + Slack - 1) & -Slack;

    /// <summary>Puts a row into its cells.</summary>
    /// <param name="row">None of it negative.</param>
    /// <param name="cells">As many, or twice as many; nothing behind them is touched.</param>
    public static void Write(ReadOnlySpan<int> row, Span<ushort> cells)
    {
        if (cells.Length == row.Length) Narrow(row, cells);
        else row.CopyTo(MemoryMarshal.Cast<ushort, int>(cells));
    }

    /// <summary>Reads numbers from as many cells.</summary>
    /// <param name="cells"><see cref="RoomFor"/> the row: what is behind it may be anything.</param>
    /// <param name="row">As many; what is behind the row is overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench bots: twice per entity
    public static void Widen(ReadOnlySpan<ushort> cells, Span<int> row)
    {
#if NET
        if (Vector128.IsHardwareAccelerated)
        {
            ref ushort from = ref MemoryMarshal.GetReference(cells);
            ref int to = ref MemoryMarshal.GetReference(row[..cells.Length]);
            for (int i = 0; i < cells.Length; i += Slack)
            {
                // One store: whoever copies the row at once would wait for two.
                Vector128<ushort> eight = Vector128.LoadUnsafe(ref from, (nuint)i);
                Vector256.Create(Vector128.WidenLower(eight), Vector128.WidenUpper(eight)).AsInt32().StoreUnsafe(ref to, (nuint)i);
            }

            return;
        }
#endif
        for (int i = 0; i < cells.Length; i++) row[i] = cells[i];
    }

    // Four at a time, and the last four once more where they are not a whole four: rows lie side by side.
    private static void Narrow(ReadOnlySpan<int> row, Span<ushort> cells)
    {
#if NET
        if (Vector128.IsHardwareAccelerated && row.Length >= 4)
        {
            ref int from = ref MemoryMarshal.GetReference(row);
            ref ushort to = ref MemoryMarshal.GetReference(cells);
            int last = row.Length - 4;
            for (int i = 0; i < last; i += 4) NarrowFour(ref from, ref to, i);
            NarrowFour(ref from, ref to, last);
            return;
        }
#endif
        for (int i = 0; i < row.Length; i++) cells[i] = (ushort)row[i];
    }

#if NET
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // as above, once
    private static void NarrowFour(ref int from, ref ushort to, int at)
    {
        Vector128<uint> four = Vector128.LoadUnsafe(ref from, (nuint)at).AsUInt32();
        Vector128.Narrow(four, four).GetLower().StoreUnsafe(ref to, (nuint)at);
    }
#endif
}
