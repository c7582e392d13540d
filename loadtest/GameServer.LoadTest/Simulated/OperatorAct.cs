using System.Globalization;

namespace GameServer.LoadTest.Simulated;

/// <summary>One thing that an operator does in a plan.</summary>
/// <param name="AtSeconds">When, from the start of the run.</param>
/// <param name="Kind">What.</param>
/// <param name="Subject">Index of the player, or of the shard for what concerns a shard.</param>
/// <param name="Choice">Which room, where there are several: as many times round as it takes.</param>
/// <param name="Seconds">For how long.</param>
public readonly record struct OperatorAct(double AtSeconds, OperatorKind Kind, int Subject, int Choice, double Seconds)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AtSeconds,7:0.000} s  operator: {Kind,-9} {Subject,3}  {Seconds,7:0.000} s  {Choice,7}");
}
