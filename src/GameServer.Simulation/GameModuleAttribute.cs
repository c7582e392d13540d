using System;

namespace GameServer.Simulation;

/// <summary>
/// Put on a game's assembly so that the host finds it: the name players and operators use, and the class with a public constructor <c>(int tickRateHz)</c>. An assembly with several modes
/// has one for each: the plain name, and <c>name:mode</c> for the others.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class GameModuleAttribute(string name, Type game) : Attribute
{
    /// <summary>The name given to <c>--game</c>.</summary>
    public string Name { get; } = name;

    /// <summary>A class that implements <see cref="IGame"/>.</summary>
    public Type Game { get; } = game;
}
