namespace GameServer.Transport;

/// <summary>
/// One remote address in one transport. <paramref name="Index"/> is dense and recycled (use it to index arrays); <paramref name="Generation"/> tells a recycled
/// peer from its predecessor. The default value names no peer.
/// </summary>
public readonly record struct PeerId(int Index, int Generation)
{
    public static readonly PeerId None;

    /// <summary>Generations start at 1.</summary>
    public bool IsNone => Generation == 0;
}
