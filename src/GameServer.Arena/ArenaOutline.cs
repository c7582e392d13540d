using System;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>The field's border and, in the walled arena, its walls, for people who look at a room from above.</summary>
internal sealed class ArenaOutline(ArenaTuning tuning, bool hasWalls, Func<World, float> fieldSize) : IRoomOutline
{
    public int Read(World world, Span<OutlineLine> lines)
    {
        float side = fieldSize(world);
        int count = 0;
        Add(lines, ref count, new OutlineLine(0, 0, side, 0));
        Add(lines, ref count, new OutlineLine(side, 0, side, side));
        Add(lines, ref count, new OutlineLine(side, side, 0, side));
        Add(lines, ref count, new OutlineLine(0, side, 0, 0));
        if (!hasWalls) return count;
        int squares = (int)MathF.Ceiling(side / ArenaWalls.Pitch);
        for (int row = 0; row < squares; row++)
        {
            for (int column = 0; column < squares; column++) Add(lines, ref count, LineOf(tuning.Walls.Of(column, row)));
        }

        foreach (BarrierContent barrier in world.Content.Of(ArenaContent.Barriers).All) Add(lines, ref count, LineOf(barrier.Wall));
        return count;
    }

    private static void Add(Span<OutlineLine> lines, ref int count, OutlineLine line)
    {
        if (count < lines.Length) lines[count] = line;
        count++;
    }

    private static OutlineLine LineOf(in Wall wall) => new(wall.X - wall.HalfX, wall.Y - wall.HalfY, wall.X + wall.HalfX, wall.Y + wall.HalfY);
}
