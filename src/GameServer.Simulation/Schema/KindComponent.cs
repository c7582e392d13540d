namespace GameServer.Simulation;

/// <summary>Where one component's fields stand in a kind's row. A component of which some fields are seen by fewer has one of these per visibility, in field order.</summary>
public readonly record struct KindComponent(ComponentKey Key, int FirstField, int FieldCount, Visibility Visibility);
