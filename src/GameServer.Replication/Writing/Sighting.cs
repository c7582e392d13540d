namespace GameServer.Replication;

/// <summary>
/// One entity that a client may be shown, in 32 bits: the slot in the upper 30, then whether the game's own rule has a say, and whether it may come into sight or only stay. Sorting the numbers sorts the slots,
/// and eight or sixteen of them are compared with those of the last tick at once.
/// </summary>
internal static class Sighting
{
    /// <summary>Inside the enter radius, or relevant without one.</summary>
    public const uint MayEnter = 1;

    /// <summary>The game's <see cref="GameServer.Simulation.IRelevancy"/> is asked.</summary>
    public const uint Judged = 2;

    public static uint Of(int slot, uint flags) => ((uint)slot << 2) | flags;

    public static ushort Slot(uint sighting) => (ushort)(sighting >> 2);
}
