using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GameServer.Tests.Errors.Injection;

/// <summary>An assembly that declares a game which is none.</summary>
internal static class UnusableGame
{
    private const string Source = "[assembly: GameServer.Simulation.GameModule(\"nothing\", typeof(Nothing))] public sealed class Nothing { }";

    /// <returns>Its path.</returns>
    public static string Build(string folder)
    {
        MetadataReference[] references = [.. AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly.Location.Length > 0).Select(assembly => MetadataReference.CreateFromFile(assembly.Location))];
        CSharpCompilation compilation = CSharpCompilation.Create("nothing", [CSharpSyntaxTree.ParseText(Source)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        string path = Path.Combine(folder, "nothing.dll");
        Xunit.Assert.Empty(compilation.Emit(path).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return path;
    }
}
