namespace GameServer.Host.Dashboard;

/// <summary>What became of a form, above the page.</summary>
/// <param name="Text">A sentence.</param>
/// <param name="IsProblem">Whether it was refused.</param>
public sealed record Notice(string Text, bool IsProblem);
