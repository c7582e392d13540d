using System.Collections.Generic;

namespace GameServer.Host.Admin;

/// <summary>Whether the server is alive, ready or started.</summary>
/// <param name="Status">ok or failing.</param>
/// <param name="Reasons">Why it is failing; empty when it is not.</param>
internal sealed record HealthReport(string Status, IReadOnlyList<string> Reasons)
{
    public static HealthReport Of(IReadOnlyList<string> reasons) => new(reasons.Count == 0 ? "ok" : "failing", reasons);
}
