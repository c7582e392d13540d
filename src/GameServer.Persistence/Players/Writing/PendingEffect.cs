using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>An effect on its way to the store.</summary>
internal sealed class PendingEffect(PlayerEffect effect, Timestamp takenAt)
{
    /// <summary>What an effect costs in memory besides its payload: itself, its array, its places in two lists; rounded up.</summary>
    private const int OverheadBytes = 224;

    public PlayerEffect Effect { get; } = effect;

    public Timestamp TakenAt { get; } = takenAt;

    public int Bytes => OverheadBytes + Effect.Payload.Length;

    /// <summary>Nobody else need keep it: it is in the store, or on this machine's disk until the store takes it; or a newer one, which is still to come, says all it said.</summary>
    public bool IsSettled { get; set; }
}
