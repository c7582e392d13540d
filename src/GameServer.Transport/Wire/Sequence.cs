namespace GameServer.Transport.Wire;

/// <summary>The wire's wrapping counters: 15 bits, so a <c>u16</c> of 32768 or more is not a sequence.</summary>
internal static class Sequence
{
    public const int Count = 32768;

    private const int Half = Count / 2;

    /// <summary>How far <paramref name="sequence"/> is ahead of <paramref name="reference"/>, −16384 .. 16383.</summary>
    public static int Relative(int sequence, int reference) => ((sequence - reference + Half) & (Count - 1)) - Half;

    public static int Next(int sequence) => (sequence + 1) & (Count - 1);

    public static int Plus(int sequence, int steps) => (sequence + steps) & (Count - 1);

    public static bool IsValid(int sequence) => sequence < Count;
}
