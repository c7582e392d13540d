namespace GameServer.Replication;

/// <summary>How a unit's fields are coded once it is known to have changed.</summary>
internal enum UnitKind : byte
{
    /// <summary>One to three numbers, such as a position: differences to what their motion predicts.</summary>
    Numbers,

    /// <summary>The four fields of a rotation.</summary>
    Rotation,

    /// <summary>One value without order: the new value.</summary>
    Symbol,

    /// <summary>One flag: nothing more to say.</summary>
    Bool,
}
