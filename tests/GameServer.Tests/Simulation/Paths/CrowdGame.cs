using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Tests.Simulation.Paths;

/// <summary>Things that never stop moving, all in view of every player: as much to say each tick as a test needs.</summary>
internal sealed class CrowdGame : IGame
{
    private const int FieldSize = 512;

    private static readonly double NoFarUpdates = FieldSize * 2;

    private readonly ComponentKey<Ints> _body;
    private readonly EntityKind _mover;
    private readonly EntityKind _humble;
    private readonly int _movers;
    private readonly int _humbles;

    /// <summary>A crowd.</summary>
    /// <param name="movers">How many move.</param>
    /// <param name="humbles">How many more do, of a kind that counts the least.</param>
    /// <param name="moverPriority">Weight of the first kind; the second has 1.</param>
    /// <param name="farBeyond">Distance from which movers are sent five times a second only; null for none.</param>
    public CrowdGame(int movers, int humbles = 0, float moverPriority = 1, double? farBeyond = null)
    {
        GameSchemaBuilder builder = new("crowd");
        _body = builder.Component(new IntsCodec<Ints>(new ComponentSchema(
            "body",
            Visibility.Everyone,
            FieldSchema.Quantized("x", 0, FieldSize, 1 / 16.0, 0.25),
            FieldSchema.Quantized("y", 0, FieldSize, 1 / 16.0, 0.25),
            FieldSchema.Angle("turn", 256, 0.1))));
        _mover = builder.Kind("mover", Relevancy.Near, moverPriority, _body);
        _humble = builder.Kind("humble", Relevancy.Near, 1, _body);
        builder.Input(new IntsCodec<Ints>(new ComponentSchema("input", Visibility.Everyone, FieldSchema.Bool("go"))));
        builder.Interest(_body, 0, 1, FieldSize * 2, FieldSize * 3);
        builder.FarUpdates(_mover, farBeyond ?? NoFarUpdates, 5);
        Schema = builder.Build();
        _movers = movers;
        _humbles = humbles;
    }

    public GameSchema Schema { get; }

    public EntityKind Humble => _humble;

    /// <summary>Stops everything.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Quantised position of a slot.</summary>
    public (int X, int Y) PositionOf(World world, ushort slot) => (Fields(world, slot)[0], Fields(world, slot)[1]);

    public void Start(World world)
    {
        for (int i = 0; i < _movers + _humbles; i++)
        {
            EntityId entity = world.Spawn(i < _movers ? _mover : _humble);
            Span<int> fields = Fields(world, entity.Slot);
            fields[0] = world.Prng.NextInt(FieldSize * 16);
            fields[1] = world.Prng.NextInt(FieldSize * 16);
        }
    }

    public void PlayerJoined(World world, PlayerSlot player, string name) => world.SetFocus(player, world.IdOf(0));

    public void PlayerLeft(World world, PlayerSlot player)
    {
    }

    public void Input(World world, PlayerSlot player, ReadOnlySpan<int> fields)
    {
    }

    public void Tick(World world)
    {
        if (IsFrozen) return;
        foreach (EntityKind kind in world.Schema.Kinds)
        {
            foreach (ushort slot in world.Slots(kind))
            {
                Span<int> fields = Fields(world, slot);
                if (world.Prng.NextChance(0.1)) fields[2] = (fields[2] + world.Prng.NextInt(-12, 13)) & 255;
                fields[0] = Moved(fields[0], (fields[2] & 3) - 2);
                fields[1] = Moved(fields[1], ((fields[2] >> 2) & 3) - 2);
            }
        }
    }

    // Always by an odd number of steps, and round the edge: nothing ever stands still.
    private static int Moved(int value, int direction) => (value + (2 * direction) + 1) & ((FieldSize * 16) - 1);

    private Span<int> Fields(World world, ushort slot) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<Ints, int>(world.Column(_body).Slice(slot, 1))[..3];
}
