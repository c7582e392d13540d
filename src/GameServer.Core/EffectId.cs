using System.Globalization;

namespace GameServer.Core;

/// <summary>
/// What an effect is recognised by, wherever and however often it arrives: the room that promised it, the tick in which, and the how-manieth of that tick. A replayed tick
/// promises the same under the same ids, and so never twice.
/// </summary>
/// <param name="Room">One life of one room, unlike any other's on any node.</param>
/// <param name="Tick">The tick.</param>
/// <param name="Index">Number within the tick, from 0.</param>
public readonly record struct EffectId(ulong Room, Tick Tick, uint Index)
{
    /// <summary>Whether this was promised later than, or is, <paramref name="other"/> of the same room.</summary>
    public bool IsAtOrAfter(EffectId other) => Room == other.Room && (Tick > other.Tick || (Tick == other.Tick && Index >= other.Index));

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0:x16}/{1}/{2}", Room, Tick.Value, Index);
}
