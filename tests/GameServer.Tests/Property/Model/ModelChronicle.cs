using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Tests.Property.Model;

/// <summary>The whole past of a room, without a ring's limit: what every entity was at every tick.</summary>
internal sealed class ModelChronicle
{
    private readonly Dictionary<uint, Entry?[]> _ticks = [];
    private Entry?[] _newest = [];

    /// <summary>Adds the tick the room has just finished.</summary>
    public void Record(World world, History history)
    {
        Entry?[] entries = new Entry?[world.EntityCapacity];
        int[] row = new int[Limits.RowFields];
        foreach (EntityKind kind in world.Schema.Kinds)
        {
            foreach (ushort slot in world.Slots(kind))
            {
                Span<int> fields = row.AsSpan(0, kind.Fields.Length);
                history.ReadRow(history.Newest, kind, slot, fields);
                EntityId id = world.IdOf(slot);
                Entry? before = slot < _newest.Length ? _newest[slot] : null;
                bool same = before is not null && before.Id == id && before.Team == world.TeamOf(slot) && before.Row.AsSpan().SequenceEqual(fields);
                entries[slot] = same ? before : new Entry(id, kind, world.OwnerOf(slot), world.TeamOf(slot), fields.ToArray());
            }
        }

        _ticks.Add(history.Newest.Value, entries);
        _newest = entries;
    }

    /// <summary>What lived in a slot at a tick.</summary>
    public Entry? At(Tick tick, ushort slot) => _ticks.TryGetValue(tick.Value, out Entry?[]? entries) ? entries[slot] : null;

    internal sealed record Entry(EntityId Id, EntityKind Kind, PlayerSlot? Owner, byte? Team, int[] Row);
}
