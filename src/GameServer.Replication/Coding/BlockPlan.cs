namespace GameServer.Replication;

/// <summary>Neighbouring units whose changes are said by one symbol, a number with one digit per unit, the first unit's the lowest.</summary>
internal readonly struct BlockPlan(int firstUnit, int unitCount, int maskCount, int firstField)
{
    /// <summary>Masks a block may have at most: six units that change or do not.</summary>
    public const int MasksMax = 64;

    public readonly int FirstUnit = firstUnit;
    public readonly int UnitCount = unitCount;

    /// <summary>Product of the units' arities.</summary>
    public readonly int MaskCount = maskCount;

    public readonly int FirstField = firstField;
}
