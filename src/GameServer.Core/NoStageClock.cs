namespace GameServer.Core;

/// <summary>Costs nothing and measures nothing.</summary>
public sealed class NoStageClock : IStageClock
{
    public static readonly NoStageClock Instance = new();

    public long Nanoseconds => 0;
}
