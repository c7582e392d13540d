using System;

namespace GameServer.Host.LiveContent;

/// <summary>An event of the schedule.</summary>
/// <param name="Version">16 hexadecimal digits.</param>
/// <param name="From">Its first moment.</param>
/// <param name="To">The first moment after it; null for good.</param>
internal sealed record ContentEventView(string Version, DateTimeOffset From, DateTimeOffset? To);
