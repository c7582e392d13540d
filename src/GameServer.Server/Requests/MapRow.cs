using GameServer.Core;

namespace GameServer.Server;

/// <summary>One entity with a place: what <see cref="ReadMapRequest"/> fills in.</summary>
public struct MapRow
{
    /// <summary>Index of its kind in the game's schema.</summary>
    public byte Kind;

    /// <summary>Its team; null for none.</summary>
    public byte? Team;

    /// <summary>Whose it is; null for nobody's.</summary>
    public PlayerSlot? Owner;

    /// <summary>Where, in quantised steps of the schema's position fields.</summary>
    public int X;
    public int Y;
}
