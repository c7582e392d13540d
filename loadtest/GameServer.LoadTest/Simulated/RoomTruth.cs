using System;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.LoadTest.Simulated;

/// <summary>
/// What really was: a room's last 256 ticks, taken from the world itself by the game's codecs. Shares nothing with the server's own history, so a mistake in that ring, in
/// its change stamps or in anything built on them cannot hide here as well.
/// </summary>
internal sealed class RoomTruth
{
    public const int TicksKept = 256;

    private readonly GameSchema _schema;
    private readonly TruthFrame[] _frames = new TruthFrame[TicksKept];
    private readonly int[] _columns;
    private readonly int _stride;
    private readonly ushort[] _living;

    public RoomTruth(GameSchema schema, int entityCapacity, int playerCapacity)
    {
        _schema = schema;
        _stride = entityCapacity;
        _columns = new int[schema.ColumnCount * entityCapacity];
        _living = new ushort[entityCapacity];
        for (int i = 0; i < TicksKept; i++) _frames[i] = new TruthFrame(entityCapacity, playerCapacity);
    }

    /// <summary>Notes the world at the end of its game's tick.</summary>
    public void Capture(World world)
    {
        TruthFrame frame = _frames[world.Tick.Value % TicksKept];
        frame.Begin(world.Tick);
        for (int seat = 0; seat < frame.Focus.Length; seat++)
        {
            PlayerSlot player = new((ushort)seat);
            frame.Focus[seat] = world.FocusOf(player);
            frame.Teams[seat] = world.TeamOf(player) ?? -1;
        }

        foreach (EntityKind kind in _schema.Kinds)
        {
            int count = 0;
            foreach (ushort slot in world.Slots(kind))
            {
                if (world.IsAlive(slot)) _living[count++] = slot;
            }

            Capture(world, kind, _living.AsSpan(0, count), frame);
        }
    }

    /// <summary>The room at a tick; false when it is too long ago, or still to come.</summary>
    public bool TryAt(Tick tick, out TruthFrame frame)
    {
        frame = _frames[tick.Value % TicksKept];
        return frame.Tick == tick && !tick.IsNone;
    }

    /// <summary>Where an entity was, in quantised steps; false for kinds without a position.</summary>
    public bool TryPosition(TruthFrame frame, in TruthEntity entity, out (int X, int Y) position)
    {
        position = default;
        EntityKind kind = _schema.Kinds[entity.Kind];
        if (_schema.Position is not { } source || !kind.Has(source.Component)) return false;
        ReadOnlySpan<int> row = frame.RowOf(entity, kind.Fields.Length);
        int first = kind.Component(source.Component).FirstField;
        position = (row[first + source.FieldX], row[first + source.FieldY]);
        return true;
    }

    /// <summary>Where a player looked at a tick; false when the player looked at nothing that has a place.</summary>
    public bool TryCentre(TruthFrame frame, PlayerSlot player, out (int X, int Y) centre)
    {
        centre = default;
        EntityId focus = frame.Focus[player.Value];
        return !focus.IsNone && frame.TryFind(focus.Slot, out TruthEntity entity) && entity.Id == focus && TryPosition(frame, entity, out centre);
    }

    /// <summary>How close a player stood to an entity.</summary>
    public Visibility AudienceOf(TruthFrame frame, in TruthEntity entity, PlayerSlot player)
    {
        if (entity.Owner == player.Value) return Visibility.Owner;
        return _schema.Kinds[entity.Kind].HasTeamFields && IsTeamMate(frame, entity, player) ? Visibility.Team : Visibility.Everyone;
    }

    /// <summary>Whether an entity was of a player's team.</summary>
    public static bool IsTeamMate(TruthFrame frame, in TruthEntity entity, PlayerSlot player) => entity.Team >= 0 && entity.Team == frame.Teams[player.Value];

    /// <summary>Whether a client's entity is what lived in its slot at this tick, state and all.</summary>
    public bool IsSame(TruthFrame frame, in ReplicatedEntity seen, PlayerSlot viewer, ReadOnlySpan<int> row)
    {
        if (!frame.TryFind(seen.Slot, out TruthEntity entity)) return false;
        if ((byte)entity.Id.Generation != seen.GenerationLow || entity.Kind != seen.KindIndex || AudienceOf(frame, entity, viewer) != seen.Audience) return false;
        return row.SequenceEqual(frame.RowOf(entity, row.Length));
    }

    private void Capture(World world, EntityKind kind, ReadOnlySpan<ushort> living, TruthFrame frame)
    {
        foreach (KindComponent component in kind.Components)
        {
            Span<int> columns = _columns.AsSpan(component.Key.FirstColumn * _stride, component.FieldCount * _stride);
            world.StoreOf(component.Key).Capture(living, new ColumnBlock(columns, _stride));
        }

        foreach (ushort slot in living)
        {
            Span<int> row = frame.Add(world.IdOf(slot), (byte)kind.Index, world.OwnerOf(slot)?.Value ?? -1, world.TeamOf(slot) ?? -1, kind.Fields.Length);
            for (int i = 0; i < row.Length; i++) row[i] = _columns[(kind.Columns[i] * _stride) + slot];
        }
    }
}
