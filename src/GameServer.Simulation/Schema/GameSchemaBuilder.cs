using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// Declares a game once, at type initialisation. Everything wrong with a declaration is thrown here, as an <see cref="ArgumentException"/> that names it, before
/// any player connects.
/// </summary>
public sealed class GameSchemaBuilder(string name)
{
    /// <summary>Coordinates and radii stay below this, so that their sums fit 31 bits and a squared distance 63.</summary>
    private const int PositionMax = 1 << 30;

    private readonly List<ComponentKey> _components = [];
    private readonly List<EntityKind> _kinds = [];
    private readonly List<(EntityKind Kind, double Distance, double PerSecond)> _farUpdates = [];
    private ComponentKey? _input;
    private PositionSource? _position;
    private int _columnCount;

    /// <summary>Registers a component that clients see.</summary>
    public ComponentKey<T> Component<T>(ComponentCodec<T> codec)
        where T : unmanaged
    {
        return Add(new ComponentKey<T>(codec.Schema.Name, _components.Count, _columnCount, codec), codec.Schema.Fields.Length);
    }

    /// <summary>Registers a component that stays on the server: cooldowns, timers, secrets.</summary>
    public ComponentKey<T> ServerComponent<T>(string componentName)
        where T : unmanaged
    {
        return Add(new ComponentKey<T>(componentName, _components.Count, _columnCount, null), 0);
    }

    /// <summary>Registers a kind of entity.</summary>
    /// <param name="kindName">Unique within the game.</param>
    /// <param name="relevancy">Who is sent entities of this kind.</param>
    /// <param name="priority">Weight under a tight byte budget, above 0.</param>
    /// <param name="components">What such an entity is made of.</param>
    public EntityKind Kind(string kindName, Relevancy relevancy, float priority, params ComponentKey[] components)
    {
        if (!(priority > 0)) throw new ArgumentException($"Kind '{kindName}': priority {priority} would never be sent.", nameof(priority));
        if (_kinds.Exists(kind => kind.Name == kindName)) throw new ArgumentException($"Two kinds are named '{kindName}'.", nameof(kindName));
        if (_kinds.Count == Limits.EntityKinds) throw new ArgumentException($"More than {Limits.EntityKinds} kinds.", nameof(kindName));
        if (components.Distinct().Count() != components.Length) throw new ArgumentException($"Kind '{kindName}' lists a component twice.", nameof(components));
        EntityKind kind = new(kindName, _kinds.Count, priority, relevancy, components);
        _kinds.Add(kind);
        return kind;
    }

    /// <summary>
    /// Says which components of a kind its owner's client predicts. The server then simulates them on the grid of the wire: after each tick they hold what their quantised fields
    /// say, so that both ends step from the same values. All that decides the next step must be among the kind's replicated components, and every field of those replicated.
    /// </summary>
    /// <exception cref="ArgumentException">The kind does not replicate one of the components.</exception>
    public void Predict(EntityKind kind, params ComponentKey[] components) => kind.Predict(components);

    /// <summary>Says which component holds the position that interest follows, and how far players see.</summary>
    /// <param name="component">The position component; both fields must be quantised numbers of one step.</param>
    /// <param name="fieldX">Index of the first coordinate's field.</param>
    /// <param name="fieldY">Index of the second coordinate's field.</param>
    /// <param name="enterRadius">Distance, in game units, inside which an entity is shown.</param>
    /// <param name="leaveRadius">Distance beyond which it is hidden again; above <paramref name="enterRadius"/>.</param>
    public void Interest(ComponentKey component, int fieldX, int fieldY, double enterRadius, double leaveRadius)
    {
        if (component.Schema is not { } schema) throw new ArgumentException($"'{component.Name}' stays on the server: its fields are not quantised.", nameof(component));
        if ((uint)fieldX >= (uint)schema.Fields.Length || (uint)fieldY >= (uint)schema.Fields.Length) throw new ArgumentException($"'{component.Name}' has {schema.Fields.Length} fields.", nameof(fieldX));
        FieldSchema x = schema.Fields[fieldX];
        FieldSchema y = schema.Fields[fieldY];
        if (x.Kind != FieldKind.Number || y.Kind != FieldKind.Number || x.Step != y.Step) throw new ArgumentException("A position is two numbers with one step.", nameof(fieldX));
        if (!(enterRadius > 0) || !(leaveRadius > enterRadius)) throw new ArgumentException($"Leave radius {leaveRadius} must be above enter radius {enterRadius}, which must be above 0.", nameof(leaveRadius));
        if (leaveRadius / x.Step + Math.Max(x.Max, y.Max) > PositionMax) throw new ArgumentException($"The field and the leave radius take more than {PositionMax} steps of {x.Step}.", nameof(leaveRadius));
        _position = new PositionSource(component, fieldX, fieldY, (int)(enterRadius / x.Step), (int)(leaveRadius / x.Step));
    }

    /// <summary>
    /// Sends changes of a kind less often to players who look at it from afar; call it again for further distances. Appearing and vanishing never wait, and a player's own entities
    /// are sent at the full rate from any distance.
    /// </summary>
    /// <param name="kind">A kind that is relevant by nearness.</param>
    /// <param name="beyond">Distance from the player's focus, in game units, beyond which the rate holds.</param>
    /// <param name="perSecond">Updates a second at most; rounded to a whole number of ticks between two.</param>
    public void FarUpdates(EntityKind kind, double beyond, double perSecond)
    {
        if (kind.Relevancy != Relevancy.Near) throw new ArgumentException($"Kind '{kind.Name}' is not relevant by nearness: no distance matters to it.", nameof(kind));
        if (!(beyond >= 0)) throw new ArgumentException($"Kind '{kind.Name}': a distance of {beyond} is not possible.", nameof(beyond));
        if (!(perSecond > 0)) throw new ArgumentException($"Kind '{kind.Name}': {perSecond} updates a second would never be sent.", nameof(perSecond));
        _farUpdates.Add((kind, beyond, perSecond));
    }

    /// <summary>Declares the input struct: one player's command for one tick.</summary>
    public void Input<T>(ComponentCodec<T> codec)
        where T : unmanaged
    {
        _input = new ComponentKey<T>(codec.Schema.Name, 0, 0, codec);
    }

    /// <summary>Freezes the declaration.</summary>
    /// <exception cref="ArgumentException">No kinds, no input, a declaration too large to be sent, or a <see cref="Relevancy.Near"/> kind without a position.</exception>
    public GameSchema Build()
    {
        if (_kinds.Count == 0) throw new ArgumentException($"Game '{name}' declares no entity kind.");
        if (_input is null) throw new ArgumentException($"Game '{name}' declares no input.");
        foreach (EntityKind kind in _kinds)
        {
            bool near = kind.Relevancy == Relevancy.Near;
            if (near && (_position is null || !kind.Has(_position.Component))) throw new ArgumentException($"Kind '{kind.Name}' is relevant by nearness but has no position.");
        }

        foreach (IGrouping<EntityKind, (EntityKind Kind, double Distance, double PerSecond)> far in _farUpdates.GroupBy(far => far.Kind))
        {
            double step = _position!.Component.Schema!.Fields[_position.FieldX].Step;
            far.Key.FarUpdates = [.. far.OrderBy(band => band.Distance).Select(band => new FarUpdate((int)Math.Min(band.Distance / step, PositionMax), band.PerSecond))];
        }

        return new GameSchema(name, [.. _components], [.. _kinds], _input, _position, _columnCount);
    }

    private ComponentKey<T> Add<T>(ComponentKey<T> key, int columns)
        where T : unmanaged
    {
        if (_components.Exists(other => other.Name == key.Name)) throw new ArgumentException($"Two components are named '{key.Name}'.");
        _components.Add(key);
        _columnCount += columns;
        return key;
    }
}
