using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using GameServer.Arena;
using GameServer.Simulation;

namespace GameServer.LoadTest.Budget;

/// <summary>
/// The games whose budget can be measured: what they declare is read from <see cref="IGame.LatencyBudget"/>, but somebody must play them, and these pilots only know the
/// arena, in any of its modes.
/// </summary>
internal static class BudgetGames
{
    private static readonly GameModuleAttribute[] s_modules = [.. typeof(ArenaGame).Assembly.GetCustomAttributes<GameModuleAttribute>()];

    /// <summary>What can be given to <c>--game</c>.</summary>
    public static IEnumerable<string> Names => s_modules.Select(module => module.Name).Order(System.StringComparer.Ordinal);

    /// <summary>A game of its own for one room.</summary>
    public static IGame Create(string name, int tickRateHz) =>
        (IGame)System.Activator.CreateInstance(s_modules.First(module => module.Name == name).Game, tickRateHz)!;
}
