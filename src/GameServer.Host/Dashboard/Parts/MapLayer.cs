namespace GameServer.Host.Dashboard.Parts;

/// <summary>All entities of one kind and team, drawn as one shape: each is a line without length, and its ends are the dot.</summary>
/// <param name="Kind">Index of the kind.</param>
/// <param name="Team">Team; null for none.</param>
/// <param name="Count">How many.</param>
/// <param name="Path">Data of the SVG path, in the game's units.</param>
/// <param name="Size">Width of a dot, in the game's units.</param>
internal sealed record MapLayer(int Kind, int? Team, int Count, string Path, double Size);
