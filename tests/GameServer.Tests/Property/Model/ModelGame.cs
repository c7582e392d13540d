using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Tests.Property.Model;

/// <summary>Random life: things appear, move, change, jump and vanish, and players look elsewhere, at rates drawn from the scenario.</summary>
internal sealed class ModelGame(ModelScenario scenario) : IGame
{
    private readonly List<EntityId> _living = [];

    public ModelRule? Rule { get; } = scenario.RuleChance >= 0 ? new ModelRule(scenario.Seed) : null;

    public IRelevancy? RelevancyRule => Rule;

    /// <summary>Stops all change, so that clients can catch up.</summary>
    public bool IsFrozen { get; set; }

    public GameSchema Schema => ModelSchema.Schema;

    public void Start(World world)
    {
    }

    public void PlayerJoined(World world, PlayerSlot player, string name)
    {
    }

    public void PlayerLeft(World world, PlayerSlot player)
    {
    }

    public void Input(World world, PlayerSlot player, ReadOnlySpan<int> fields)
    {
    }

    public void Tick(World world)
    {
        if (IsFrozen) return;
        ref Prng prng = ref world.Prng;
        ListLiving(world);
        int target = scenario.EntityTarget;
        bool crowded = _living.Count >= target;
        bool burst = prng.NextChance(scenario.BurstChance);
        foreach (EntityId entity in _living)
        {
            if (burst || prng.NextChance(scenario.ChangeChance)) Change(world, entity.Slot, ref prng);
            if (prng.NextChance(scenario.ParentChance)) Hang(world, entity, ref prng);
            if (prng.NextChance(scenario.TeamChance)) world.SetTeam(entity, AnyTeam(ref prng));
            if (prng.NextChance(crowded ? scenario.ChurnChance * 2 : scenario.ChurnChance)) world.Destroy(entity);
        }

        if (Rule is not null && prng.NextChance(scenario.RuleChance)) Rule.Phase++;
        int spawns = crowded ? 0 : prng.NextInt(1 + Math.Max(1, (int)(target * scenario.ChurnChance * 3)));
        for (int i = 0; i < spawns; i++) Spawn(world, ref prng);
        if (prng.NextChance(scenario.PurgeChance)) Purge(world);
        for (int player = 0; player < world.PlayerCapacity; player++)
        {
            if (prng.NextChance(scenario.FocusChance)) Look(world, new PlayerSlot((ushort)player), ref prng);
            if (prng.NextChance(scenario.TeamChance)) world.SetTeam(new PlayerSlot((ushort)player), AnyTeam(ref prng));
        }
    }

    private void Hang(World world, EntityId child, ref Prng prng)
    {
        EntityId parent = prng.NextChance(0.3) ? EntityId.None : _living[prng.NextInt(_living.Count)];
        if (world.IsAlive(parent) && world.KindOf(parent.Slot).Relevancy is not (Relevancy.Near or Relevancy.Always)) return;
        world.SetParent(child, parent);
    }

    private static byte? AnyTeam(ref Prng prng) => prng.NextInt(4) switch
    {
        0 => null,
        1 => Limits.TeamMax,
        _ => 0,
    };

    private static void Spawn(World world, ref Prng prng)
    {
        EntityKind kind = world.Schema.Kinds[prng.NextInt(world.Schema.Kinds.Length)];
        PlayerSlot? owner = prng.NextChance(0.6) ? new PlayerSlot((ushort)prng.NextInt(world.PlayerCapacity)) : null;
        EntityId entity = world.Spawn(kind, owner);
        if (entity.IsNone) return;
        foreach (KindComponent component in kind.Components)
        {
            Span<int> fields = ModelSchema.Fields(world, component.Key, entity.Slot);
            for (int i = 0; i < fields.Length; i++) fields[i] = ModelSchema.AnyValue(component.Key.Schema!.Fields[i], ref prng);
        }

        if (prng.NextChance(0.05)) world.Destroy(entity);
    }

    private static void Change(World world, ushort slot, ref Prng prng)
    {
        EntityKind kind = world.KindOf(slot);
        if (kind.Components.Length == 0) return;
        int changes = prng.NextInt(1, 4);
        for (int i = 0; i < changes; i++)
        {
            KindComponent component = kind.Components[prng.NextInt(kind.Components.Length)];
            Span<int> fields = ModelSchema.Fields(world, component.Key, slot);
            int index = prng.NextInt(fields.Length);
            FieldSchema field = component.Key.Schema!.Fields[index];
            fields[index] = prng.NextChance(0.1) ? ModelSchema.AnyValue(field, ref prng) : ModelSchema.NearValue(field, fields[index], ref prng);
        }
    }

    private void Look(World world, PlayerSlot player, ref Prng prng)
    {
        bool away = _living.Count == 0 || prng.NextChance(0.1);
        world.SetFocus(player, away ? EntityId.None : _living[prng.NextInt(_living.Count)]);
    }

    private void Purge(World world)
    {
        foreach (EntityId entity in _living) world.Destroy(entity);
    }

    private void ListLiving(World world)
    {
        _living.Clear();
        foreach (EntityKind kind in world.Schema.Kinds)
        {
            foreach (ushort slot in world.Slots(kind)) _living.Add(world.IdOf(slot));
        }
    }
}
