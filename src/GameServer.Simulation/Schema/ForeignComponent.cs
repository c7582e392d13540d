using System;

namespace GameServer.Simulation;

/// <summary>A component as another build of the game declares it: fields without a struct to put them into.</summary>
internal sealed class ForeignComponent(int index, ComponentSchema schema, int[] defaults) : ComponentKey(schema.Name, index, 0, schema)
{
    internal override int[] Defaults { get; } = defaults;

    internal override ComponentStore CreateStore(int entityCapacity) => throw new InvalidOperationException($"'{Name}' was declared by another build: it has no struct to store.");
}
