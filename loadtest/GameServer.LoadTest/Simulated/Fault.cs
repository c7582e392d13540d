using System.Globalization;

namespace GameServer.LoadTest.Simulated;

/// <summary>One fault of a plan.</summary>
/// <param name="AtSeconds">When, from the start of the run.</param>
/// <param name="Kind">What.</param>
/// <param name="Subject">Index of the player, or of the shard for faults of shards.</param>
/// <param name="Seconds">How long; for a clock step, how far.</param>
/// <param name="Amount">A preset, a size or a rate; by kind.</param>
/// <param name="Directions">Which of the player's directions it is about.</param>
public readonly record struct Fault(double AtSeconds, FaultKind Kind, int Subject, double Seconds, int Amount, Directions Directions)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{AtSeconds,7:0.000} s  {Kind,-13} {Subject,3}  {Seconds,7:0.000} s  {Amount,7}  {Directions}");
}
