using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GameServer.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GameServer.Generators.Reading;

/// <summary>Reads a struct marked <c>[Replicated]</c> into a model, or says what is wrong with it.</summary>
internal static class StructReader
{
    /// <summary>The same as <c>Limits.RowFields</c>: rows live on the stack.</summary>
    private const int FieldsMax = 64;

    public static StructModel Read(INamedTypeSymbol type, AttributeData replicated)
    {
        List<Problem> problems = [];
        List<Element> elements = [];
        string name = NameOf(type, replicated, problems);
        CheckShape(type, problems);
        SeenBy? seenBy = ReadSeenBy(type, SeenBy.Everyone, problems);
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IFieldSymbol field && !field.IsConst) FieldReader.Read(field, seenBy ?? SeenBy.Everyone, elements, problems);
        }

        CheckElements(type, elements, problems);
        Element[] inOrder = [.. elements.OrderBy(element => element.SeenBy)];   // stable: the struct's order within each audience
        return new StructModel(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            type.Name,
            type.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
            name,
            new EquatableList<Element>(inOrder),
            new EquatableList<Problem>([.. problems]));
    }

    /// <summary>Who is told, by the attributes of a field or a struct; null after a contradiction.</summary>
    public static SeenBy? ReadSeenBy(ISymbol symbol, SeenBy otherwise, List<Problem> problems)
    {
        bool owner = symbol.Find("OwnerOnly") is not null;
        bool team = symbol.Find("TeamOnly") is not null;
        if (owner && team)
        {
            problems.Add(Problem.At(symbol, Diagnostics.SeenByTwo, symbol.Name));
            return null;
        }

        if (owner) return SeenBy.Owner;
        return team ? SeenBy.Team : otherwise;
    }

    private static string NameOf(INamedTypeSymbol type, AttributeData replicated, List<Problem> problems)
    {
        string? given = replicated.ConstructorArguments.Length > 0 ? replicated.ConstructorArguments[0].Value as string : null;
        string name = given ?? Names.CamelCase(type.Name);
        if (!Regex.IsMatch(name, "^[A-Za-z0-9._-]+$")) problems.Add(Problem.At(type, Diagnostics.BadName, type.Name, name));
        return name;
    }

    private static void CheckShape(INamedTypeSymbol type, List<Problem> problems)
    {
        string? fault = null;
        if (type.TypeParameters.Length > 0) fault = "it is generic: declare one struct per type argument";
        else if (type.ContainingType is { } outer) fault = $"it stands inside '{outer.Name}': move it out, directly into a namespace";
        else if (type.IsRefLikeType) fault = "it is a ref struct: make it a plain struct";
        else if (type.IsFileLocal) fault = "it is local to its file: make it internal or public";
        else if (type.IsReadOnly) fault = "it is readonly: make it a plain struct, so that the simulation can change it in place";
        if (fault is not null) problems.Add(Problem.At(type, Diagnostics.StructNotPlain, type.Name, fault));
        if (type.ContainingType is null && type.ContainingNamespace.GetTypeMembers($"{type.Name}Codec").Length > 0) problems.Add(Problem.At(type, Diagnostics.CodecExists, type.Name));
    }

    private static void CheckElements(INamedTypeSymbol type, List<Element> elements, List<Problem> problems)
    {
        if (problems.Count > 0) return;
        int fields = elements.Sum(element => element.FieldCount);
        if (fields == 0) problems.Add(Problem.At(type, Diagnostics.NothingReplicated, type.Name));
        if (fields > FieldsMax) problems.Add(Problem.At(type, Diagnostics.TooManyFields, type.Name, $"{fields}"));
        Dictionary<string, string> paths = [];
        foreach (Element element in elements)
        {
            if (paths.TryGetValue(element.SchemaName, out string earlier))
            {
                problems.Add(Problem.At(type, Diagnostics.DuplicateName, earlier, element.Path, element.SchemaName));
                return;
            }

            paths.Add(element.SchemaName, element.Path);
        }
    }
}
