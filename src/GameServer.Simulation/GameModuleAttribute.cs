using System;

namespace GameServer.Simulation;

/// <summary>Put on a game's assembly so that the host finds it: the name players and operators use, and the class with a public constructor <c>(int tickRateHz)</c>.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class GameModuleAttribute(string name, Type game) : Attribute
{
    /// <summary>The name given to <c>--game</c>.</summary>
    public string Name { get; } = name;

    /// <summary>A class that implements <see cref="IGame"/>.</summary>
    public Type Game { get; } = game;
}
