using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace GameServer.LoadTest.Bots;

/// <summary>Loads the bots of a studio's own game.</summary>
internal static class BotGameLoader
{
    /// <summary>Null, and why, when the file holds none.</summary>
    public static IBotGame? TryLoad(string path, out string problem)
    {
        try
        {
            Type[] found = [.. Assembly.LoadFrom(Path.GetFullPath(path)).GetExportedTypes().Where(type => type.IsClass && !type.IsAbstract && typeof(IBotGame).IsAssignableFrom(type))];
            problem = found.Length == 1 ? "" : $"{path} holds {found.Length} public classes that implement IBotGame, and must hold one";
            return found.Length == 1 ? (IBotGame?)Activator.CreateInstance(found[0]) : null;
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException or ReflectionTypeLoadException or MissingMethodException or TargetInvocationException)
        {
            problem = $"{path} could not be loaded: {failure.Message}";
            return null;
        }
    }
}
