using GameServer.LoadTest.Bots;

namespace GameServer.LoadTest.Scenarios;

/// <summary>Bots of one kind, by weight.</summary>
/// <param name="Behaviour">What they do.</param>
/// <param name="Weight">Their part of all bots, beside the weights of the others.</param>
/// <param name="SessionSeconds">Mean time they stay, exponentially distributed; 0: as the phase says.</param>
/// <param name="ThinkMs">Mean time between two decisions, exponentially distributed; 0: as the behaviour does.</param>
/// <param name="ScriptPath">The recorded inputs of a scripted bot.</param>
/// <param name="Script">The same, read.</param>
internal sealed record BotShare(BotBehaviour Behaviour, double Weight, double SessionSeconds = 0, double ThinkMs = 0, string? ScriptPath = null, int[][]? Script = null);
