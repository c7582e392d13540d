namespace GameServer.Simulation;

/// <summary>Where one component's fields stand in a kind's row. A component of which some fields are seen by fewer has one of these per visibility, in field order.</summary>
/// <param name="Key">The component.</param>
/// <param name="FirstOfComponent">Which of the component's fields is the first of these; above 0 only where an earlier part has the others.</param>
/// <param name="FirstField">Where that field stands in the row.</param>
/// <param name="FieldCount">How many there are.</param>
/// <param name="Visibility">Who is sent them.</param>
public readonly record struct KindComponent(ComponentKey Key, int FirstOfComponent, int FirstField, int FieldCount, Visibility Visibility);
