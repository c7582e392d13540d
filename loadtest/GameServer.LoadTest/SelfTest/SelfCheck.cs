namespace GameServer.LoadTest.SelfTest;

/// <summary>Something the tool must show of a trouble that was made on purpose.</summary>
/// <param name="Name">In a sentence.</param>
/// <param name="Holds">Whether it showed.</param>
/// <param name="Measured">What was.</param>
internal sealed record SelfCheck(string Name, bool Holds, string Measured);
