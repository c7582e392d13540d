using System;

namespace GameServer.LiveOps;

/// <summary>A version that holds for a time: a weekend's event. The one that began last holds where several overlap.</summary>
/// <param name="Version">Which.</param>
/// <param name="From">Its first moment.</param>
/// <param name="To">The first moment after it; null for good.</param>
public sealed record ContentEvent(ulong Version, DateTimeOffset From, DateTimeOffset? To)
{
    /// <summary>Whether it holds at a time.</summary>
    public bool Holds(long utcTicks) => utcTicks >= From.UtcTicks && (To is not { } end || utcTicks < end.UtcTicks);
}
