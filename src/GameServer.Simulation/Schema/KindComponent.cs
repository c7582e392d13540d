namespace GameServer.Simulation;

/// <summary>Where one component's fields stand in a kind's row.</summary>
public readonly record struct KindComponent(ComponentKey Key, int FirstField, int FieldCount, Visibility Visibility);
