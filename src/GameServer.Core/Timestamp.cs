using System;

namespace GameServer.Core;

/// <summary>
/// The one reading of the clock that Host takes per wake-up and passes down. <paramref name="Nanoseconds"/> is monotonic with an arbitrary origin and
/// drives every deadline; <paramref name="UtcTicks"/> (100 ns since 0001-01-01) is only ever put on the wire or shown to people.
/// </summary>
public readonly record struct Timestamp(long Nanoseconds, long UtcTicks) : IComparable<Timestamp>
{
    public const long NanosecondsPerMillisecond = 1_000_000;
    public const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The same instant, later by <paramref name="nanoseconds"/>, on both clocks.</summary>
    public Timestamp Plus(long nanoseconds) => new(Nanoseconds + nanoseconds, UtcTicks + (nanoseconds / 100));

    /// <summary>Nanoseconds from <paramref name="earlier"/> to this, negative when this came first.</summary>
    public long Since(Timestamp earlier) => Nanoseconds - earlier.Nanoseconds;

    public int CompareTo(Timestamp other) => Nanoseconds.CompareTo(other.Nanoseconds);
}
