using System;
using GameServer.Core;

namespace GameServer.LiveOps;

/// <summary>
/// A version on trial in a part of the rooms, or with a part of the players. Who belongs to it follows from a hash of their name and the version, so that it is the same at every look, and whoever is
/// among the first tenth is among the first half.
/// </summary>
/// <param name="Version">The version on trial.</param>
/// <param name="Percent">0 to 100.</param>
/// <param name="Of">Of what.</param>
public sealed record ContentStage(ulong Version, double Percent, ContentSegment Of = ContentSegment.Rooms)
{
    private const ulong Buckets = 10_000;   // hundredths of a percent

    /// <summary>Whether a room runs the version on trial. Of players, as many rooms are kept for those who belong to it.</summary>
    public bool HasRoom(RoomId room) => Has(StateHasher.Mix((uint)room.Value));

    /// <summary>Whether a player belongs to the trial.</summary>
    public bool HasPlayer(string player) => Has(StateHasher.OfText(player));

    private bool Has(ulong key) => StateHasher.Mix(key ^ StateHasher.Mix(Version)) % Buckets < Math.Round(Percent * (Buckets / 100));
}
