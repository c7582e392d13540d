namespace GameServer.Host.Dashboard.Health;

/// <summary>Something an operator should know about now.</summary>
/// <param name="IsBad">Players feel it or will; otherwise it is only odd.</param>
/// <param name="Text">What is the case.</param>
/// <param name="Action">What to do.</param>
internal sealed record Finding(bool IsBad, string Text, string Action);
