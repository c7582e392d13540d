using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>Everything that both ends of a connection must agree on before the first snapshot: kinds, components, fields, input. Immutable; built once per game.</summary>
public sealed class GameSchema
{
    private readonly ComponentKey[] _components;
    private readonly EntityKind[] _kinds;

    internal GameSchema(string name, ComponentKey[] components, EntityKind[] kinds, ComponentSchema input, PositionSource? position, int columnCount, string description)
    {
        Name = name;
        Input = input;
        Position = position;
        ColumnCount = columnCount;
        Description = description;
        Hash = StateHasher.OfText(description);
        _components = components;
        _kinds = kinds;
        KindBits = BitMath.BitLength((uint)(kinds.Length - 1));
    }

    /// <summary>The game's name, as on the command line.</summary>
    public string Name { get; }

    /// <summary>One player's command for one tick.</summary>
    public ComponentSchema Input { get; }

    /// <summary>Where entities stand, or null in a game without positions (then everything is relevant to everyone).</summary>
    public PositionSource? Position { get; }

    /// <summary>The schema as text, one line per kind, component and field.</summary>
    public string Description { get; }

    /// <summary>Hash of <see cref="Description"/>: equal on both ends or the client is refused.</summary>
    public ulong Hash { get; }

    /// <summary>The kinds, by index.</summary>
    public ReadOnlySpan<EntityKind> Kinds => _kinds;

    /// <summary>Bits that name a kind on the wire.</summary>
    public int KindBits { get; }

    internal ReadOnlySpan<ComponentKey> Components => _components;

    internal int ColumnCount { get; }
}
