using System;
using System.IO;

namespace GameServer.Tests;

/// <summary>Finds the sources the test assembly was built from, wherever it was built to.</summary>
internal static class Repository
{
    private static readonly string? FromVariable = Environment.GetEnvironmentVariable("REPOSITORY_ROOT");

    /// <summary>The folder that holds <c>GameServer.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file beside the tests' sources.</summary>
    public static string Test(string path) => Path.Combine(Root, "tests", "GameServer.Tests", path);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(FromVariable ?? AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GameServer.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds GameServer.sln; set REPOSITORY_ROOT.");
    }
}
