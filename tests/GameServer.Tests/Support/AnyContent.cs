using System.Collections.Generic;
using System.Linq;
using GameServer.Core;

namespace GameServer.Tests.Support;

/// <summary>Content documents of any shape.</summary>
internal static class AnyContent
{
    public static ContentDocument Document(ref Prng prng)
    {
        List<ContentDocumentTable> tables = [];
        foreach (string name in Names(ref prng, 6)) tables.Add(Table(name, ref prng));
        return new ContentDocument(tables);
    }

    private static ContentDocumentTable Table(string name, ref Prng prng)
    {
        List<(string Name, ContentFieldKind Kind)> fields = [];
        foreach (string field in Names(ref prng, 5)) fields.Add((field, (ContentFieldKind)prng.NextInt(1, 6)));
        bool isSingle = prng.NextChance(0.4);
        List<ContentRow> rows = [];
        foreach (string id in isSingle ? [""] : Names(ref prng, 8))
        {
            ContentValue[] values = new ContentValue[fields.Count];
            for (int i = 0; i < values.Length; i++) values[i] = Value(fields[i].Kind, ref prng);
            rows.Add(new ContentRow(id, values));
        }

        return new ContentDocumentTable(name, isSingle, fields, rows);
    }

    private static ContentValue Value(ContentFieldKind kind, ref Prng prng) => kind switch
    {
        ContentFieldKind.Flag => ContentValue.Of(prng.NextChance(0.5)),
        ContentFieldKind.Integer => ContentValue.Of((long)prng.NextULong() >> prng.NextInt(64)),
        ContentFieldKind.Single => ContentValue.Of(prng.NextFloat(-1000, 1000)),
        ContentFieldKind.Double => ContentValue.Of(prng.NextDouble() * 1e9),
        _ => ContentValue.Of(prng.NextChance(0.2) ? "" : string.Concat(Enumerable.Repeat("grün ", prng.NextInt(1, 4)))),
    };

    private static string[] Names(ref Prng prng, int most)
    {
        HashSet<string> names = [];
        for (int i = prng.NextInt(most + 1); i > 0; i--) names.Add($"n{prng.NextInt(1000)}");
        return [.. names.Order(System.StringComparer.Ordinal)];
    }
}
