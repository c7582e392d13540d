using System.Collections.Generic;

namespace GameServer.Host.Operating;

/// <summary>Some of the players, in order of their ids.</summary>
/// <param name="Players">The page.</param>
/// <param name="Total">As many as there are in all.</param>
/// <param name="Next">The id to ask on after; null on the last page.</param>
internal sealed record PlayerPage(IReadOnlyList<PlayerView> Players, int Total, string? Next);
