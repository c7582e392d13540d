namespace GameServer.Core;

/// <summary>A seat in one room, 0-based and recycled: the index of a player's input, interest and own entities. Not the player's identity.</summary>
public readonly record struct PlayerSlot(ushort Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
