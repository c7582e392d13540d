using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using GameServer.Simulation;

namespace GameServer.Host;

/// <summary>Finds a studio's game by name or path: an assembly marked with <see cref="GameModuleAttribute"/>.</summary>
internal static class GameLoader
{
    /// <summary>A maker of games, one per room.</summary>
    /// <exception cref="StartException">No such assembly, or nothing in it that can be run.</exception>
    public static Func<IGame> Load(string game, int tickRateHz)
    {
        string path = FindAssembly(game);
        Assembly assembly;
        try
        {
            assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
        }
        catch (BadImageFormatException)
        {
            throw new StartException($"{path} is not a .NET assembly.");
        }

        GameModuleAttribute module = assembly.GetCustomAttribute<GameModuleAttribute>()
            ?? throw new StartException($"{path} is not a game: it has no [assembly: GameModule(…)].");
        ConstructorInfo? constructor = module.Game.GetConstructor([typeof(int)]);
        if (constructor is null || !typeof(IGame).IsAssignableFrom(module.Game))
        {
            throw new StartException($"{module.Game} of game '{module.Name}' must implement IGame and have a public constructor (int tickRateHz).");
        }

        return () => (IGame)constructor.Invoke([tickRateHz]);
    }

    private static string FindAssembly(string game)
    {
        if (game.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            return File.Exists(game) ? Path.GetFullPath(game) : throw new StartException($"there is no game at {Path.GetFullPath(game)}.");
        }

        string[] names = [$"GameServer.{game}.dll", $"{game}.dll"];
        string[] present = Directory.GetFiles(AppContext.BaseDirectory, "*.dll");
        string? found = names
            .SelectMany(name => present.Where(path => Path.GetFileName(path).Equals(name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault();
        return found ?? throw new StartException($"unknown game '{game}': neither {names[0]} nor {names[1]} lies in {AppContext.BaseDirectory}.");
    }
}
