namespace GameServer.Core;

/// <summary>
/// One thing in one room's world. <paramref name="Slot"/> indexes every column; <paramref name="Generation"/> tells the present owner of a slot from
/// the one before it, so a kept id of a destroyed entity never reaches its successor. The default value names no entity.
/// </summary>
public readonly record struct EntityId(ushort Slot, ushort Generation)
{
    public static readonly EntityId None;

    /// <summary>Generations start at 1, so slot 0 is usable and the default value is not.</summary>
    public bool IsNone => Generation == 0;

    public override string ToString() => IsNone ? "none" : $"{Slot}#{Generation}";
}
