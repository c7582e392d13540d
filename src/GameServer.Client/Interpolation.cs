using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Client;

/// <summary>
/// What a player sees of everyone else: the server's states, a little in the past, with everything between two of them filled in. How far in the past follows from when
/// snapshots really come: one tick, because the next state must be known, and as late as all but the latest few ticks came over the last seconds. The moment shown
/// runs with the room's time and bends by at most 8 % when the delay has to change.
/// </summary>
public sealed class Interpolation
{
    private const double PaceMax = 0.08;
    private const double PaceGain = 0.1;             // of the error, per tick
    private const double PaceDeadTicks = 1.0 / 32;
    private const double JumpTicks = 8;              // an error the pace would need seconds for: after an interruption
    private const int RestTicks = 6;                 // an entity not heard of for longer stood still until its next state; one heard of sooner was only short of bandwidth

    private readonly ReplicatedWorld _world;
    private readonly SnapshotTimeline _timeline;
    private readonly double _periodNs;
    private readonly double _extrapolationTicks;
    private readonly int _rowFields;
    private readonly Dictionary<ushort, EntityTrack> _inSight = [];
    private readonly List<EntityTrack> _leaving = [];
    private readonly List<EntityTrack> _gone = [];
    private readonly Stack<EntityTrack> _spare = [];
    private ReplicatedEntity[] _shown = new ReplicatedEntity[64];
    private int _shownCount;
    private double _tick;
    private long _atNs;
    private bool _running;

    internal Interpolation(ReplicatedWorld world, SnapshotTimeline timeline, int tickRateHz, double extrapolationMs)
    {
        _world = world;
        _timeline = timeline;
        _periodNs = (double)Timestamp.NanosecondsPerSecond / tickRateHz;
        _extrapolationTicks = extrapolationMs * tickRateHz / 1000;
        _rowFields = 1;
        foreach (EntityKind kind in world.Schema.Kinds) _rowFields = Math.Max(_rowFields, kind.Fields.Length);
    }

    /// <summary>True once something has been shown.</summary>
    public bool IsRunning => _running;

    /// <summary>The moment shown, in ticks of the room.</summary>
    public double ViewTick => _tick;

    /// <summary>How far it should be behind the earliest that could be known, in ticks.</summary>
    public double DelayTicks => 1 + (_timeline.LatenessNs / _periodNs);

    /// <summary>Frames that had to guess because the next state was not there yet.</summary>
    public long ExtrapolatedFrames { get; private set; }

    /// <summary>Everything to be drawn at <see cref="ViewTick"/>, own entities included; valid until the next <see cref="GameClient.Show"/>.</summary>
    public ReadOnlySpan<ReplicatedEntity> Entities => _shown.AsSpan(0, _shownCount);

    /// <summary>A component of a shown entity at <see cref="ViewTick"/>.</summary>
    /// <exception cref="ArgumentException">Its kind lacks the component, the component is the owner's and this is not the owner, or the entity is not shown.</exception>
    public T Get<T>(ComponentKey<T> key, in ReplicatedEntity entity)
        where T : unmanaged
    {
        EntityTrack track = Find(entity) ?? throw new ArgumentException($"Entity {entity.Slot} is not shown.", nameof(entity));
        int index = track.IndexAt(_tick);
        if (index == track.Count - 1) return Beyond(key, track);
        double from = Math.Max(track.TickAt(index).Value, RestsUntil(track, index));
        double to = track.TickAt(index + 1).Value;
        float t = (float)Math.Clamp((_tick - from) / (to - from), 0, 1);
        return key.Codec!.Interpolate(Read(key, track, index), Read(key, track, index + 1), t);
    }

    /// <summary>Takes in what a snapshot changed.</summary>
    internal void Take(Tick tick)
    {
        _timeline.Measure();
        foreach (ReplicatedEntity entity in _world.Entities)
        {
            Tick newest = _world.TickOf(entity);
            if (_inSight.TryGetValue(entity.Slot, out EntityTrack? track) && track.Entity != entity) Retire(track, tick);
            if (!_inSight.TryGetValue(entity.Slot, out track)) track = Begin(entity, newest);
            if (track.Count == 0 || newest > track.NewestTick) track.Add(newest, _world.RowOf(entity));
        }

        foreach (EntityTrack track in _inSight.Values)
        {
            if (!_world.TryFind(track.Entity.Slot, out _)) _gone.Add(track);
        }

        foreach (EntityTrack track in _gone) Retire(track, tick);
        _gone.Clear();
    }

    /// <summary>The moment that would be shown at a time.</summary>
    internal double TickAt(long nowNs) => _running ? _tick + ((nowNs - _atNs) / _periodNs) : 0;

    /// <summary>Moves on to a frame.</summary>
    internal void Show(long nowNs)
    {
        if (_timeline.Newest.IsNone) return;
        double wanted = ((nowNs - _timeline.OriginNs) / _periodNs) - DelayTicks;
        double passed = (nowNs - _atNs) / _periodNs;
        double error = wanted - _tick - passed;
        if (!_running || error > JumpTicks) _tick = Math.Max(_tick, wanted);
        else if (error >= -JumpTicks) _tick += passed * (1 + (Math.Abs(error) <= PaceDeadTicks ? 0 : Math.Clamp(PaceGain * error, -PaceMax, PaceMax)));
        _running = true;
        _atNs = nowNs;
        if (_tick > _timeline.Newest.Value) ExtrapolatedFrames++;
        ForgetLeft();
        Collect();
    }

    private T Read<T>(ComponentKey<T> key, EntityTrack track, int index)
        where T : unmanaged
    {
        KindComponent component = _world.Schema.Kinds[track.Entity.KindIndex].Component(key);
        ReadOnlySpan<int> row = track.RowAt(index);
        if (component.FirstField + component.FieldCount > row.Length) throw new ArgumentException($"Only the owner is sent '{key.Name}'.", nameof(key));
        return key.Codec!.Apply(row.Slice(component.FirstField, component.FieldCount));
    }

    // Nothing newer is known: it stands if its next news, at the pace of its last, should have come by now; else it goes on as it did, for a while. Far entities are sent less often.
    private T Beyond<T>(ComponentKey<T> key, EntityTrack track)
        where T : unmanaged
    {
        int last = track.Count - 1;
        Tick newest = track.TickAt(last);
        T value = Read(key, track, last);
        if (last == 0 || _tick <= newest.Value) return value;
        double from = Math.Max(track.TickAt(last - 1).Value, RestsUntil(track, last - 1));
        if (_timeline.Newest - newest >= newest.Value - from) return value;
        double ahead = Math.Min(_tick - newest.Value, _extrapolationTicks);
        return key.Codec!.Interpolate(Read(key, track, last - 1), value, (float)(1 + (ahead / (newest.Value - from))));
    }

    private static double RestsUntil(EntityTrack track, int index)
    {
        Tick next = track.TickAt(index + 1);
        return next - track.TickAt(index) > RestTicks ? next.Value - 1 : 0;
    }

    private EntityTrack? Find(in ReplicatedEntity entity)
    {
        if (_inSight.TryGetValue(entity.Slot, out EntityTrack? track) && track.Entity == entity) return track;
        foreach (EntityTrack left in _leaving)
        {
            if (left.Entity == entity) return left;
        }

        return null;
    }

    private EntityTrack Begin(in ReplicatedEntity entity, Tick since)
    {
        EntityTrack track = _spare.Count > 0 ? _spare.Pop() : new EntityTrack(_rowFields);
        track.Start(entity, since);
        _inSight.Add(entity.Slot, track);
        return track;
    }

    private void Retire(EntityTrack track, Tick tick)
    {
        _inSight.Remove(track.Entity.Slot);
        track.Until = tick;
        _leaving.Add(track);
    }

    private void ForgetLeft()
    {
        for (int i = _leaving.Count - 1; i >= 0; i--)
        {
            if (_leaving[i].Until.Value > _tick) continue;
            _spare.Push(_leaving[i]);
            _leaving.RemoveAt(i);
        }
    }

    private void Collect()
    {
        int count = _inSight.Count + _leaving.Count;
        if (_shown.Length < count) Array.Resize(ref _shown, count * 2);
        _shownCount = 0;
        foreach (EntityTrack track in _inSight.Values)
        {
            if (track.Since.Value <= _tick) _shown[_shownCount++] = track.Entity;
        }

        foreach (EntityTrack track in _leaving)
        {
            if (track.Since.Value <= _tick) _shown[_shownCount++] = track.Entity;
        }
    }
}
