namespace GameServer.Host.Dashboard.History;

/// <summary>How several seconds become one point of a chart.</summary>
internal enum PointSum
{
    /// <summary>Their mean: for what goes on all the time.</summary>
    Mean,

    /// <summary>The largest: for what hurts when it happens once.</summary>
    Most,
}
