namespace GameServer.Replication;

/// <summary>The second state that deltas may lean on, to tell how things moved.</summary>
internal static class Motion
{
    /// <summary>
    /// Ticks from the older state to the baseline, always the same: so a second state hardly multiplies the bodies that have to be encoded. Younger motion tells more, older
    /// motion is less blurred by rounding.
    /// </summary>
    public const int OlderTicks = 2;

    /// <summary>A delta's ticks in the terms of <see cref="RowStates.Span"/>.</summary>
    public static int Span(int age) => age * RowStates.SameSpan / OlderTicks;
}
