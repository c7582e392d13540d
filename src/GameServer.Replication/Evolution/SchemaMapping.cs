using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// How a client reads a server of another build. The wire always speaks the server's schema, so that encodings stay shared by clients of every build; what differs is
/// translated at the very end, when the game looks. Kinds, components and fields are matched by name: what this build does not know is left out, what the server does not
/// send has its default.
/// </summary>
public sealed class SchemaMapping
{
    private readonly RowMapping?[] _rows;      // by the server's kind; null for one this build does not know
    private readonly byte[] _localKinds;
    private readonly RowMapping _input;

    /// <summary>Matches two declarations of one game.</summary>
    /// <param name="wire">The server's.</param>
    /// <param name="local">This build's.</param>
    public SchemaMapping(GameSchema wire, GameSchema local)
    {
        Wire = wire;
        Local = local;
        _rows = new RowMapping?[wire.Kinds.Length];
        _localKinds = new byte[wire.Kinds.Length];
        foreach (EntityKind kind in local.Kinds)
        {
            if (Find(wire, kind.Name) is not { } wireKind) continue;
            _rows[wireKind.Index] = RowMapping.Between(wireKind, kind);
            _localKinds[wireKind.Index] = (byte)kind.Index;
        }

        _input = RowMapping.Between(local.Input, wire.Input, wire.InputDefaults);
    }

    /// <summary>What travels.</summary>
    public GameSchema Wire { get; }

    /// <summary>What the game sees.</summary>
    public GameSchema Local { get; }

    /// <summary>The kind that an entity of the server's kind <paramref name="wireKind"/> is shown as; false when it is not shown.</summary>
    public bool TryKind(int wireKind, out byte localKind)
    {
        localKind = _localKinds[wireKind];
        return _rows[wireKind] is not null;
    }

    /// <summary>Rewrites the row of a shown entity; <paramref name="mapped"/> takes as many fields as this viewer may see.</summary>
    public void MapRow(int wireKind, ReadOnlySpan<int> row, Span<int> mapped)
    {
        RowMapping? mapping = _rows[wireKind];
        Check.That(mapping is not null);
        mapping.Apply(row, mapped);
    }

    /// <summary>Rewrites one input from this build's terms into the server's.</summary>
    public void MapInput(ReadOnlySpan<int> local, Span<int> wire) => _input.Apply(local, wire);

    private static EntityKind? Find(GameSchema schema, string name)
    {
        foreach (EntityKind kind in schema.Kinds)
        {
            if (kind.Name == name) return kind;
        }

        return null;
    }
}
