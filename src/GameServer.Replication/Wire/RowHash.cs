using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>The hash both ends take of one visible entity; a view's hash is the sum over its entities.</summary>
internal static class RowHash
{
    public static ulong Of(ushort slot, byte generationLow, ReadOnlySpan<int> row)
    {
        return StateHasher.Mix(StateHasher.Combine(StateHasher.Combine(0, slot | ((uint)generationLow << 16)), row));
    }
}
