using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Client;

/// <summary>The end of a command that <see cref="GameClient.TrySend"/> took.</summary>
/// <param name="Command">Its number.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Result">What the game on the server said of it, when it was applied.</param>
public readonly record struct CommandAnswer(uint Command, CommandFate Fate, CommandResult Result)
{
    /// <summary><see cref="ErrorCode.CommandLost"/> when its end is not known.</summary>
    public ErrorCode Error => Fate == CommandFate.Lost ? ErrorCode.CommandLost : ErrorCode.None;
}
