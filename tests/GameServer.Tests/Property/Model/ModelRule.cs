using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Tests.Property.Model;

/// <summary>A rule of the game's own without any sense: by a hash, some things are hidden from some players for a while, and some are hidden only from those who do not see them yet.</summary>
internal sealed class ModelRule(ulong seed) : IRelevancy
{
    /// <summary>Grows when the rule changes its mind; stands still when the world does.</summary>
    public int Phase { get; set; }

    public bool Judges(EntityKind kind) => kind.Name is "walker" or "lamp" or "clock" or "hand" or "banner";

    public void BeginTick(World world)
    {
    }

    public void Judge(World world, PlayerSlot player, ReadOnlySpan<ushort> slots, Span<bool> shown)
    {
        for (int i = 0; i < slots.Length; i++) shown[i] = Shows(world, player, slots[i], shown[i]);
    }

    public bool Shows(World world, PlayerSlot player, ushort slot, bool isShown)
    {
        EntityId id = world.IdOf(slot);
        ulong hash = StateHasher.Mix(seed ^ StateHasher.Mix(((ulong)Phase << 48) ^ ((ulong)player.Value << 32) ^ ((ulong)id.Slot << 16) ^ id.Generation));
        return (hash % 8) switch
        {
            0 => false,
            1 or 2 => isShown,
            _ => true,
        };
    }
}
