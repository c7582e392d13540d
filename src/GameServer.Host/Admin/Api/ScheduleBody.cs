using System;

namespace GameServer.Host.Admin;

/// <summary>Has a version hold for a time.</summary>
/// <param name="Version">16 hexadecimal digits.</param>
/// <param name="From">Its first moment.</param>
/// <param name="To">The first moment after it; null for good.</param>
internal sealed record ScheduleBody(string Version, DateTimeOffset From, DateTimeOffset? To = null) : IAdminBody;
