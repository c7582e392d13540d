using System;
using System.Diagnostics;
using System.IO;

namespace GameServer.LoadTest.Target;

/// <summary>Finds the repository's other programs as they were built, and builds them when they were not.</summary>
internal static class BuiltProgram
{
    /// <summary>
    /// Path of <paramref name="assembly"/> built from the project in <paramref name="folder"/> (relative to the repository's root, which is looked for above this program), in
    /// the configuration this program was built in. Null, and a line to <paramref name="say"/>, when it cannot be had.
    /// </summary>
    public static string? Find(string folder, string assembly, Action<string> say)
    {
        DirectoryInfo own = new(AppContext.BaseDirectory);
        string? root = RootAbove(own);
        if (root is null)
        {
            say($"{assembly}: no repository above {own.FullName}; name the file yourself");
            return null;
        }

        // …/bin/<configuration>/<framework>/
        string configuration = own.Parent?.Name ?? "Release";
        string path = Path.Combine(root, folder, "bin", configuration, own.Name, assembly);
        if (File.Exists(path) || Build(Path.Combine(root, folder), configuration, say)) return File.Exists(path) ? path : null;
        return null;
    }

    /// <summary>The repository this program was built in; null when it stands elsewhere.</summary>
    public static string? Root() => RootAbove(new DirectoryInfo(AppContext.BaseDirectory));

    private static string? RootAbove(DirectoryInfo folder)
    {
        for (DirectoryInfo? candidate = folder; candidate is not null; candidate = candidate.Parent)
        {
            if (File.Exists(Path.Combine(candidate.FullName, "GameServer.sln"))) return candidate.FullName;
        }

        return null;
    }

    private static bool Build(string project, string configuration, Action<string> say)
    {
        say($"building {project} ({configuration}) …");
        ProcessStartInfo start = new("dotnet", ["build", project, "-c", configuration, "-v", "quiet", "--nologo"]) { RedirectStandardOutput = true };
        using Process build = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        string output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode == 0) return true;
        say(output);
        say($"building {project} failed");
        return false;
    }
}
