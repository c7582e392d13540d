using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Scenarios;

/// <summary>Finds scenarios by name or path: those that came with the tool stand in <c>loadtest/scenarios</c> of the repository.</summary>
internal static class ScenarioFile
{
    /// <summary>Null, and what is wrong, when it cannot be had.</summary>
    public static Scenario? Find(string nameOrPath, out IReadOnlyList<string> problems)
    {
        string? path = File.Exists(nameOrPath) ? nameOrPath : Shipped(nameOrPath);
        if (path is null)
        {
            problems = [$"there is no scenario '{nameOrPath}': a file, or one of {string.Join(", ", Names())}"];
            return null;
        }

        return ScenarioReader.Read(File.ReadAllText(path), path, out problems);
    }

    /// <summary>The scenarios that came with the tool.</summary>
    public static IReadOnlyList<string> Names() =>
        Folder() is { } folder ? [.. Directory.GetFiles(folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)] : [];

    private static string? Shipped(string name) => Folder() is { } folder && File.Exists(Path.Combine(folder, name + ".yaml")) ? Path.Combine(folder, name + ".yaml") : null;

    private static string? Folder()
    {
        string? root = BuiltProgram.Root();
        return root is null ? null : Path.Combine(root, "loadtest", "scenarios");
    }
}
