using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameServer.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GameServer.Tests;

/// <summary>The generator run in this process over a few lines of a game.</summary>
internal sealed class GeneratorRun
{
    private static readonly CSharpParseOptions Latest = new(LanguageVersion.Latest);
    private static readonly CSharpParseOptions UnityLanguage = new(LanguageVersion.CSharp9);
    private static readonly Lazy<MetadataReference[]> ThisRuntime = new(() => [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))]);
    private static readonly Lazy<MetadataReference[]> NetStandard = new(CompileForNetStandard);

    private GeneratorRun(Compilation output, GeneratorDriver driver, Compilation input)
    {
        Output = output;
        Driver = driver;
        Input = input;
    }

    public Compilation Input { get; }

    /// <summary>The game with its codecs.</summary>
    public Compilation Output { get; }

    public GeneratorDriver Driver { get; }

    public GeneratorDriverRunResult Result => Driver.GetRunResult();

    /// <summary>The one codec that was written.</summary>
    public string Text => Result.Results.Single().GeneratedSources.Single().SourceText.ToString();

    /// <summary>Against this .NET, in its C#.</summary>
    public static GeneratorRun Over(params string[] sources) => Over(ThisRuntime.Value, Latest, sources);

    /// <summary>As in Unity: in C# 9, against the netstandard2.1 reference assembly, and Core and Simulation compiled for it.</summary>
    public static GeneratorRun OverNetStandard(params string[] sources) => Over(NetStandard.Value, UnityLanguage, sources);

    public GeneratorRun After(Compilation input)
    {
        GeneratorDriver driver = Driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _);
        return new GeneratorRun(output, driver, input);
    }

    /// <summary>Errors and warnings of the compiler and the generator.</summary>
    public IEnumerable<string> Complaints() => Output.GetDiagnostics().Concat(Result.Diagnostics).Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.ToString());

    public static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, Latest);

    private static GeneratorRun Over(MetadataReference[] references, CSharpParseOptions language, string[] sources)
    {
        CSharpCompilationOptions options = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Default);
        Compilation input = CSharpCompilation.Create("Game", [.. sources.Select(source => CSharpSyntaxTree.ParseText(source, language))], references, options);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ReplicatedGenerator().AsSourceGenerator()], parseOptions: language, driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, true));
        driver = driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _);
        return new GeneratorRun(output, driver, input);
    }

    private static MetadataReference[] CompileForNetStandard()
    {
        MetadataReference standard = MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "NetStandard", "netstandard.dll"));
        string[] projects = ["GameServer.Core", "GameServer.Simulation"];
        IEnumerable<string> files = projects.SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories));
        string[] left = ["obj", "bin", "Hosting"];   // servers only
        SyntaxTree[] trees = [.. files
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => left.Contains(part)))
            .Order(StringComparer.Ordinal)
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Latest))];
        CSharpCompilationOptions options = new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);
        CSharpCompilation ours = CSharpCompilation.Create("GameServer", trees, [standard], options);
        return [standard, ours.ToMetadataReference()];
    }
}
