using System;

namespace GameServer.Core;

/// <summary>
/// One numbered unit of simulated time in a room. Never wraps: at 128 Hz a <c>uint</c> lasts 388 days, and a room that old is a bug.
/// Tick 0 is "before the first tick": no state exists at it, so it also says "never".
/// </summary>
public readonly record struct Tick(uint Value) : IComparable<Tick>
{
    /// <summary>Bits of a tick that dense packets carry.</summary>
    public const int NearBits = 14;

    public static readonly Tick None;

    public bool IsNone => Value == 0;

    public Tick Next => new(checked(Value + 1));

    public int CompareTo(Tick other) => Value.CompareTo(other.Value);

    /// <summary>
    /// The tick nearest to <paramref name="reference"/> whose low 16 bits are <paramref name="low"/>: packets carry two bytes of a tick,
    /// right as long as both ends agree to within 32,767 ticks (18 minutes at 30 Hz).
    /// </summary>
    public static Tick FromLow16(ushort low, Tick reference)
    {
        short difference = (short)(low - (ushort)reference.Value);
        long value = (long)reference.Value + difference;
        return value < 0 ? new Tick(low) : new Tick((uint)value);
    }

    /// <summary>The same of the low <see cref="NearBits"/> bits, right to within 8,191 ticks: a minute at 128 Hz.</summary>
    public static Tick FromNearBits(int low, Tick reference)
    {
        const int Spare = 32 - NearBits;
        int difference = (low - (int)reference.Value) << Spare >> Spare;
        long value = (long)reference.Value + difference;
        return value < 0 ? new Tick((uint)low) : new Tick((uint)value);
    }

    public static int operator -(Tick left, Tick right) => (int)(left.Value - right.Value);

    public static Tick operator +(Tick tick, int count) => new((uint)(tick.Value + count));

    public static Tick operator -(Tick tick, int count) => new((uint)(tick.Value - count));

    public static bool operator <(Tick left, Tick right) => left.Value < right.Value;

    public static bool operator >(Tick left, Tick right) => left.Value > right.Value;

    public static bool operator <=(Tick left, Tick right) => left.Value <= right.Value;

    public static bool operator >=(Tick left, Tick right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
