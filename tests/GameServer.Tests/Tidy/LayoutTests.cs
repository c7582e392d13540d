using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace GameServer.Tests.Tidy;

/// <summary>Walls a machine can guard: who may reference whom, and what may stand at the top.</summary>
public sealed class LayoutTests
{
    /// <summary>Direct references between the projects under <c>src</c> and <c>loadtest</c>: no more than these.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["GameServer.Core"] = [],
        ["GameServer.Generators"] = [],
        ["GameServer.Transport"] = ["GameServer.Core"],
        ["GameServer.Simulation"] = ["GameServer.Core"],
        ["GameServer.Replication"] = ["GameServer.Simulation"],
        ["GameServer.Persistence"] = ["GameServer.Core"],
        ["GameServer.LiveOps"] = ["GameServer.Core"],
        ["GameServer.Server"] = ["GameServer.Replication", "GameServer.Transport", "GameServer.Persistence"],
        ["GameServer.Client"] = ["GameServer.Replication", "GameServer.Transport", "GameServer.Simulation"],
        ["GameServer.Arena"] = ["GameServer.Simulation"],
        ["GameServer.Host"] = ["GameServer.Server", "GameServer.Transport", "GameServer.Persistence", "GameServer.LiveOps"],
        ["GameServer.LoadTest"] = ["GameServer.Client", "GameServer.Arena", "GameServer.Server"],   // its simulated runs hold the whole server
    };

    private static readonly string[] TopLevel = ["src", "bench", "tests", "loadtest", "docs", "GameServer.sln", "global.json", "README.md", "Directory.Build.props", "Directory.Packages.props"];

    /// <summary>What .NET's tools and a server that was run here leave behind, and nobody commits.</summary>
    private static readonly string[] Litter = ["artifacts", "TestResults", "BenchmarkDotNet.Artifacts", "data"];

    [Fact]
    public void Projects_reference_only_what_the_diagram_allows()
    {
        List<string> found = [];
        foreach (string folder in new[] { "src", "loadtest" }.Select(name => Path.Combine(Repository.Root, name)).Where(Directory.Exists))
        {
            foreach (string project in Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            {
                string name = Path.GetFileNameWithoutExtension(project);
                found.Add(name);
                Assert.True(Allowed.ContainsKey(name), $"{name} is not in the table of projects.");
                foreach (string reference in ReferencesOf(project))
                {
                    bool allowed = Array.IndexOf(Allowed[name], reference) >= 0;
                    Assert.True(allowed, $"{name} may not reference {reference}.");
                }
            }
        }

        Assert.Contains("GameServer.Core", found);
        Assert.Contains("GameServer.Replication", found);
    }

    [Fact]
    public void The_top_holds_nothing_unexpected()
    {
        string[] strangers = [.. Directory.EnumerateFileSystemEntries(Repository.Root)
            .Select(path => Path.GetFileName(path))
            .Where(name => !name.StartsWith('.') && !TopLevel.Contains(name) && !Litter.Contains(name))];
        Assert.True(strangers.Length == 0, $"At the top stand also: {string.Join(", ", strangers)}");
    }

    [Fact]
    public void Games_depend_on_the_simulation_and_nothing_else_of_ours()
    {
        string[] ours = [.. typeof(Arena.ArenaGame).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("GameServer.", StringComparison.Ordinal)).Order()];
        Assert.Equal(["GameServer.Core", "GameServer.Simulation"], ours);
    }

    // A project that is only built and copied beside another, as a game is beside the host, is not referenced: its types stay unknown.
    private static IEnumerable<string> ReferencesOf(string project) => XDocument.Load(project)
        .Descendants("ProjectReference")
        .Where(reference => !string.Equals(reference.Attribute("ReferenceOutputAssembly")?.Value, "false", StringComparison.OrdinalIgnoreCase))
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
}
