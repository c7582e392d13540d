namespace GameServer.Host.Admin;

/// <summary>One bounded queue in <c>/status</c>, as full as it was when asked.</summary>
/// <param name="Depth">What waits in it, in the unit of its limit.</param>
/// <param name="Limit">What it holds before its overflow policy begins.</param>
internal sealed record QueueReport(long Depth, long Limit);
