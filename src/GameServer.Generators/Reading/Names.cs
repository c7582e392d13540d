using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GameServer.Generators.Reading;

/// <summary>Looks up the project's attributes and types by name: the generator does not reference the assemblies it writes for.</summary>
internal static class Names
{
    /// <summary>The attribute of the project that is written <c>[name]</c>, or null.</summary>
    public static AttributeData? Find(this ISymbol symbol, string name) => symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.IsOurs("Simulation", $"{name}Attribute") == true);

    /// <summary>True for <c>GameServer.{space}.{name}</c>.</summary>
    public static bool IsOurs(this ITypeSymbol type, string space, string name) =>
        type.Name == name && type.ContainingNamespace is { ContainingNamespace: { Name: "GameServer", ContainingNamespace.IsGlobalNamespace: true } } inner && inner.Name == space;

    /// <summary>True for <c>System.Numerics.{name}</c>.</summary>
    public static bool IsNumerics(this ITypeSymbol type, string name) =>
        type.Name == name && type.ContainingNamespace is { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary><c>MoveX</c> → <c>moveX</c>.</summary>
    public static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>A field's name as code: keywords with their at sign.</summary>
    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? $"@{name}" : name;
}
