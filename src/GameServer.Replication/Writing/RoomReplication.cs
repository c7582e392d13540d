using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// A room's way to its clients: interest → what changed since the client's baseline → priority → packets. <see cref="BeginTick"/> once after the room's step, then
/// <see cref="Publish"/> once per client.
/// </summary>
public sealed class RoomReplication
{
    private readonly World _world;
    private readonly History _history;
    private readonly InterestGrid _grid;
    private readonly InterestSet _near;
    private readonly DeltaCache _deltas;
    private readonly SnapshotWriter _writer;
    private readonly IStageClock _clock;

    /// <summary>Replication for one room.</summary>
    /// <param name="room">The room.</param>
    /// <param name="options">How to spend bandwidth; validated by the caller.</param>
    /// <param name="tickRateHz">1..128.</param>
    /// <param name="clock">Reads time for <see cref="Costs"/>; a constant one where cost does not matter.</param>
    public RoomReplication(RoomSimulation room, ReplicationOptions options, int tickRateHz, IStageClock clock)
    {
        _world = room.World;
        _history = room.History;
        _clock = clock;
        _grid = new InterestGrid(_world.Schema, _world.EntityCapacity);
        _near = new InterestSet(_world.EntityCapacity);
        _deltas = new DeltaCache(_world, _history, options.ShareEncodings);
        _writer = new SnapshotWriter(_world, _history, _deltas, options, tickRateHz);
    }

    /// <summary>Where the time of publishing went since the start.</summary>
    public ReplicationCosts Costs { get; private set; }

    public long PacketCount => _writer.PacketCount;

    public long ByteCount => _writer.ByteCount;

    /// <summary>Entity updates written into packets.</summary>
    public long EntityCount => _writer.EntityCount;

    /// <summary>Entity bodies encoded; the difference to <see cref="EntityCount"/> was copied.</summary>
    public long EncodedCount => _deltas.EncodedCount;

    /// <summary>Starts a client's view.</summary>
    /// <param name="player">Its seat.</param>
    /// <param name="tag">Handed back with every packet.</param>
    public Viewer AddViewer(PlayerSlot player, int tag)
    {
        Viewer viewer = new(player, tag);
        _writer.ScheduleHash(viewer);
        return viewer;
    }

    /// <summary>Sorts the newest tick's entities for this round of <see cref="Publish"/>.</summary>
    public void BeginTick()
    {
        long start = _clock.Nanoseconds;
        _deltas.BeginTick();
        _grid.Build(_world, _history);
        Costs = Costs with { GridNs = Costs.GridNs + _clock.Nanoseconds - start };
    }

    /// <summary>Sends one client what it is missing.</summary>
    public void Publish(Viewer viewer, in InputFeedback feedback, ISnapshotSink sink)
    {
        long start = _clock.Nanoseconds;
        FollowFocus(viewer);
        _near.Clear(_world.SlotCount);
        _grid.AddAlways(_near);
        if (viewer.HasCentre) _grid.Query(viewer.CentreX, viewer.CentreY, _near);
        AddOwned(viewer);
        viewer.Merge(_near, _world, _history.Newest);
        long interested = _clock.Nanoseconds;
        _writer.Write(viewer, feedback, sink);
        Costs = Costs with
        {
            InterestNs = Costs.InterestNs + interested - start,
            WriteNs = Costs.WriteNs + _clock.Nanoseconds - interested,
        };
    }

    // What a slot's columns hold belongs to its kind: an entity without a position moves no one's centre.
    private void FollowFocus(Viewer viewer)
    {
        EntityId focus = _world.FocusOf(viewer.Player);
        if (_world.Schema.Position is not { } position || !_world.IsAlive(focus) || !_world.KindOf(focus.Slot).Has(position.Component)) return;
        viewer.HasCentre = true;
        viewer.CentreX = _history.Column(_history.Newest, position.ColumnX)[focus.Slot];
        viewer.CentreY = _history.Column(_history.Newest, position.ColumnY)[focus.Slot];
    }

    private void AddOwned(Viewer viewer)
    {
        foreach (EntityKind kind in _world.Schema.Kinds)
        {
            if (kind.Relevancy is not (Relevancy.Owner or Relevancy.Team)) continue;
            foreach (ushort slot in _world.Slots(kind))
            {
                bool seen = _world.IsOwnedBy(slot, viewer.Player) || (kind.Relevancy == Relevancy.Team && _world.IsTeamMate(slot, viewer.Player));
                if (seen) _near.AddEntering(slot);
            }
        }
    }
}
