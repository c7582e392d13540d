using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>Everything that both ends of a connection must agree on before the first snapshot: kinds, components, fields, input. Immutable; built once per game.</summary>
public sealed class GameSchema
{
    private readonly ComponentKey[] _components;
    private readonly EntityKind[] _kinds;

    private readonly byte[] _encoded;

    internal GameSchema(string name, ComponentKey[] components, EntityKind[] kinds, ComponentKey input, PositionSource? position, int columnCount, byte[]? encoded = null)
    {
        Name = name;
        Input = input.Schema!;
        InputDefaults = input.Defaults;
        Position = position;
        ColumnCount = columnCount;
        _components = components;
        _kinds = kinds;
        _encoded = encoded ?? SchemaEncoding.Write(this);
        Hash = StateHasher.OfBytes(_encoded);
        KindBits = BitMath.BitLength((uint)(kinds.Length - 1));
    }

    /// <summary>The game's name, as on the command line.</summary>
    public string Name { get; }

    /// <summary>One player's command for one tick.</summary>
    public ComponentSchema Input { get; }

    /// <summary>Where entities stand, or null in a game without positions (then everything is relevant to everyone).</summary>
    public PositionSource? Position { get; }

    /// <summary>The schema as bytes, in the layout of <see cref="SchemaEncoding"/>: what a client of another build is sent.</summary>
    public ReadOnlySpan<byte> Encoded => _encoded;

    /// <summary>Hash of <see cref="Encoded"/>: two ends where it is equal read each other's bits as they are.</summary>
    public ulong Hash { get; }

    /// <summary>The kinds, by index.</summary>
    public ReadOnlySpan<EntityKind> Kinds => _kinds;

    /// <summary>Bits that name a kind on the wire.</summary>
    public int KindBits { get; }

    internal ReadOnlySpan<ComponentKey> Components => _components;

    /// <summary>The quantised fields of an input that nothing was written to.</summary>
    internal int[] InputDefaults { get; }

    internal int ColumnCount { get; }
}
