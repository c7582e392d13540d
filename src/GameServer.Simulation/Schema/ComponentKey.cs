namespace GameServer.Simulation;

/// <summary>A component registered with a game's schema, without its type: what kinds list.</summary>
public abstract class ComponentKey
{
    private protected ComponentKey(string name, int index, int firstColumn, ComponentSchema? schema)
    {
        Name = name;
        Index = index;
        FirstColumn = firstColumn;
        Schema = schema;
    }

    /// <summary>Unique within the game.</summary>
    public string Name { get; }

    /// <summary>Position among the game's components.</summary>
    public int Index { get; }

    /// <summary>The replicated fields, or null for a component that stays on the server.</summary>
    public ComponentSchema? Schema { get; }

    /// <summary>The quantised fields of a component that nothing was written to: what a client shows that is not sent them.</summary>
    internal abstract int[] Defaults { get; }

    /// <summary>Index of the component's first column in the history.</summary>
    internal int FirstColumn { get; }

    internal abstract ComponentStore CreateStore(int entityCapacity);
}

/// <summary>A component registered with a game's schema: the typed handle to its column in a world.</summary>
/// <typeparam name="T">The game's struct.</typeparam>
public sealed class ComponentKey<T> : ComponentKey
    where T : unmanaged
{
    private int[]? _defaults;

    internal ComponentKey(string name, int index, int firstColumn, ComponentCodec<T>? codec)
        : base(name, index, firstColumn, codec?.Schema)
    {
        Codec = codec;
    }

    /// <summary>The codec, or null for a component that stays on the server.</summary>
    public ComponentCodec<T>? Codec { get; }

    internal override int[] Defaults => _defaults ??= Codec?.CaptureDefault() ?? [];

    internal override ComponentStore CreateStore(int entityCapacity) => new ComponentStore<T>(Codec, entityCapacity);
}
