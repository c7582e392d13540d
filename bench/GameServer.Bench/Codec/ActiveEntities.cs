using System;

namespace GameServer.Bench.Codec;

/// <summary>Splits a frame's entities by what both ends know: those that changed between the two states before, in order, and those that did not.</summary>
internal sealed class ActiveEntities(int entityCount)
{
    private readonly int[] _active = new int[entityCount];
    private readonly int[] _resting = new int[entityCount];
    private int _activeCount;

    public ReadOnlySpan<int> Active => _active.AsSpan(0, _activeCount);

    public ReadOnlySpan<int> Resting => _resting.AsSpan(0, entityCount - _activeCount);

    public void Find(FrameStore frames, int frame)
    {
        _activeCount = 0;
        int restingCount = 0;
        int baseline = frame - frames.BaselineAge;
        for (int entity = 0; entity < entityCount; entity++)
        {
            bool known = frame >= 2 * frames.BaselineAge;
            if (known && !frames.Row(baseline - frames.BaselineAge, entity).SequenceEqual(frames.Row(baseline, entity))) _active[_activeCount++] = entity;
            else _resting[restingCount++] = entity;
        }
    }
}
