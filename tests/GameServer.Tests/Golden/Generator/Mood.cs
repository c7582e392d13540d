namespace GameServer.Tests.Golden;

public enum Mood : byte
{
    Calm,
    Cross,
    Furious = 5,
}
