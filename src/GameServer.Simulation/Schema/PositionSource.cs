namespace GameServer.Simulation;

/// <summary>
/// Where interest management finds an entity: two fields of one component, and how far a player sees. Radii are in quantised steps; an entity is shown inside the
/// enter radius and stays shown until it passes the leave radius, so one at the edge does not flicker.
/// </summary>
public sealed record PositionSource(ComponentKey Component, int FieldX, int FieldY, int EnterRadius, int LeaveRadius)
{
    internal int ColumnX => Component.FirstColumn + FieldX;

    internal int ColumnY => Component.FirstColumn + FieldY;
}
