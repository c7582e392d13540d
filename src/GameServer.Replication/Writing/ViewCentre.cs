namespace GameServer.Replication;

/// <summary>
/// Where a client looks from, in quantised steps. Kept by seat and apart from <see cref="Viewer"/>: every tick goes over all of them before any client's turn comes, and eight fit in a line of
/// the cache.
/// </summary>
internal readonly record struct ViewCentre(int X, int Y)
{
    /// <summary>Of a seat that nobody looks from, or whose player has not looked at anything yet.</summary>
    public static readonly ViewCentre None = new(-1, -1);

    public bool Exists => X >= 0;
}
