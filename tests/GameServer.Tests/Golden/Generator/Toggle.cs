using GameServer.Simulation;

/// <summary>The least there can be: one field, seen by the team, in the global namespace. Not one of the tests' own types, only the generator reads it.</summary>
[Replicated("toggle.1"), TeamOnly]
internal struct Toggle
{
    public bool IsOn;
}
