using System;
using System.Runtime.CompilerServices;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>What both ends know when a residual is coded.</summary>
internal struct ResidualContext
{
    /// <summary>Classes of a size: 0, then by bit length, the largest together.</summary>
    public const int Classes = 9;

    public int Site;

    /// <summary>Bits the field's residual has at most, without its sign.</summary>
    public int Bits;

    /// <summary>True when an older state told how the field moves; else <see cref="Own"/> and <see cref="Unit"/> are 0.</summary>
    public bool HasMotion;

    /// <summary>How far the field moved lately, scaled to this delta's age; never negative: the walk mirrors.</summary>
    public int Own;

    /// <summary>The most that any field of the unit moved lately.</summary>
    public int Unit;

    /// <summary>The largest residual coded so far in this unit; before the first, in the unit before.</summary>
    public int Previous;

    /// <summary>The part of <see cref="Own"/> that is expected again, and that the residual is counted from.</summary>
    public int Expected;

    /// <summary>0 for the unit's first field.</summary>
    public int Index;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench decode: three times per number
    public static int ClassOf(int size) => Math.Min(BitMath.BitLength((uint)size), Classes - 1);
}
