namespace GameServer.LoadTest.Thresholds;

/// <summary>How a figure must stand to a threshold's value.</summary>
internal enum Comparison
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}
