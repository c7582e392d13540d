using System;
using System.Runtime.CompilerServices;

namespace GameServer.Server;

/// <summary>Up to 64 counters by reason, inside their owner: no object behind it, so a status picture is one copy.</summary>
[InlineArray(Length)]
public struct DropCounts
{
    public const int Length = 64;

    private long _first;

    internal void CopyFrom(ReadOnlySpan<long> counts) => counts.CopyTo(this);
}
