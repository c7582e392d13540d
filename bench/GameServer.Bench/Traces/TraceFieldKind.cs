namespace GameServer.Bench.Traces;

/// <summary>What a trace's field holds; names in the file are <c>int</c>, <c>bool</c> and <c>quaternion3</c>.</summary>
internal enum TraceFieldKind
{
    Int,
    Bool,

    /// <summary>Four columns: index of the largest component, then the three others as unsigned integers.</summary>
    Quaternion3,
}
