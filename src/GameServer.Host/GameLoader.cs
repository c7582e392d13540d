using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Host;

/// <summary>Finds a studio's game by name or path: an assembly marked with <see cref="GameModuleAttribute"/>.</summary>
internal static class GameLoader
{
    /// <summary>A maker of games, one per room. <paramref name="game"/> is the name or path of an assembly, and after a colon the mode where the assembly has several.</summary>
    /// <exception cref="StartException">No such assembly, or nothing in it that can be run.</exception>
    public static Func<IGame> Load(string game, int tickRateHz)
    {
        int colon = game.IndexOf(':', Math.Min(2, game.Length));   // behind a drive letter
        string? mode = colon < 0 ? null : game[(colon + 1)..];
        string path = FindAssembly(colon < 0 ? game : game[..colon]);
        Assembly assembly;
        try
        {
            assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
        }
        catch (BadImageFormatException)
        {
            throw new StartException(ErrorCode.GameNotAnAssembly, $"{path} is not a .NET assembly.");
        }

        GameModuleAttribute[] modules = [.. assembly.GetCustomAttributes<GameModuleAttribute>()];
        if (modules.Length == 0) throw new StartException(ErrorCode.GameModuleMissing, $"{path} is not a game: it has no [assembly: GameModule(…)].");
        GameModuleAttribute module = Array.Find(modules, module => ModeOf(module) == mode)
            ?? throw new StartException(ErrorCode.GameModeUnknown, $"{path} has no mode '{mode}'; it has {string.Join(", ", modules.Select(module => $"'{module.Name}'"))}.");
        ConstructorInfo? constructor = module.Game.GetConstructor([typeof(int)]);
        if (constructor is null || !typeof(IGame).IsAssignableFrom(module.Game))
        {
            throw new StartException(ErrorCode.GameTypeUnusable, $"{module.Game} of game '{module.Name}' must implement IGame and have a public constructor (int tickRateHz).");
        }

        return () => (IGame)constructor.Invoke([tickRateHz]);
    }

    private static string? ModeOf(GameModuleAttribute module)
    {
        int colon = module.Name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : module.Name[(colon + 1)..];
    }

    private static string FindAssembly(string game)
    {
        if (game.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            return File.Exists(game) ? Path.GetFullPath(game) : throw new StartException(ErrorCode.GameNotFound, $"there is no game at {Path.GetFullPath(game)}.");
        }

        string[] names = [$"GameServer.{game}.dll", $"{game}.dll"];
        string[] present = Directory.GetFiles(AppContext.BaseDirectory, "*.dll");
        string? found = names
            .SelectMany(name => present.Where(path => Path.GetFileName(path).Equals(name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault();
        return found ?? throw new StartException(ErrorCode.GameNotFound, $"unknown game '{game}': neither {names[0]} nor {names[1]} lies in {AppContext.BaseDirectory}.");
    }
}
