using System;

namespace GameServer.Simulation;

/// <summary>
/// What stands in a room and is no entity, such as walls, for people who look at the room from above: the dashboard's map draws it. Asked between two ticks while somebody looks; decides nothing.
/// </summary>
public interface IRoomOutline
{
    /// <summary>Puts in as many lines as fit, in the units of the schema's position. Allocates nothing.</summary>
    /// <param name="world">The room's.</param>
    /// <param name="lines">Where they go.</param>
    /// <returns>How many there are, which may be more than fit.</returns>
    int Read(World world, Span<OutlineLine> lines);
}
