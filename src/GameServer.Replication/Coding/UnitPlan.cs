namespace GameServer.Replication;

/// <summary>Fields that change together, and so share one digit of a change mask.</summary>
internal readonly struct UnitPlan(UnitKind kind, int firstField, int fieldCount)
{
    public readonly UnitKind Kind = kind;
    public readonly int FirstField = firstField;
    public readonly int FieldCount = fieldCount;

    /// <summary>Digits: 0 unchanged, 1 changed; of a rotation 2: changed, and another component is the largest.</summary>
    public int Arity => Kind == UnitKind.Rotation ? 3 : 2;

    /// <summary>True for what goes on changing once it does.</summary>
    public bool Moves => Kind is UnitKind.Numbers or UnitKind.Rotation;

    /// <summary>True for what looks like a place or a direction: several numbers, or a rotation.</summary>
    public bool IsSpatial => Moves && FieldCount > 1;
}
