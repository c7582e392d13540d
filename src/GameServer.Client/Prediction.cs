using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Client;

/// <summary>
/// The player's own entities, ahead of the server by as much as inputs travel: the game's own step run on the same quantised state as the server's, so that both come to the
/// same integers. Each state the server sends is compared with the one predicted for its tick; where they differ the server's is taken and the inputs since are replayed.
/// What the display must jump by is held back and let go over some frames, in numbers that only the display reads.
/// </summary>
public sealed class Prediction
{
    private const int InputsKept = 2 * Limits.HistoryTicks;
    private const int MatchTicks = 16;                // a predicted spawn that the server has not shown by then was none: half a second at 30 Hz
    private const double ErrorHalfLifeNs = 50e6;      // a correction is nearly gone after three frames at 20 Hz, or twelve at 240
    private const float ErrorUnitsMax = 8;            // further is a teleport, not a correction

    private readonly IPredictedGame _game;
    private readonly ReplicatedWorld _world;
    private readonly ClientStep _step;
    private readonly List<PredictedTrack> _tracks = [];
    private readonly Stack<PredictedTrack> _spare = [];
    private readonly int[] _inputs;
    private readonly int _inputFields;
    private readonly int _rowFields;
    private readonly int[] _scratch;
    private OwnEntity[] _shown = new OwnEntity[16];
    private int _shownCount;
    private int _nextId;
    private bool _previewing;
    private float _fraction;
    private long _shownNs;

    internal Prediction(IPredictedGame game, ReplicatedWorld world, int tickRateHz, int playerCapacity, ClientContent content)
    {
        _game = game;
        _world = world;
        _inputFields = world.Schema.Input.Fields.Length;
        _inputs = new int[InputsKept * _inputFields];
        _rowFields = 1;
        foreach (EntityKind kind in world.Schema.Kinds) _rowFields = Math.Max(_rowFields, kind.Fields.Length);
        _scratch = new int[_rowFields];
        _step = new ClientStep(this, tickRateHz, playerCapacity, _inputFields, content);
    }

    /// <summary>Newest tick predicted.</summary>
    public Tick Newest { get; private set; }

    /// <summary>Times a state of the server's differed from the one predicted in a predicted component.</summary>
    public long Mispredictions { get; private set; }

    /// <summary>Spawns that the server turned out not to have.</summary>
    public long SpawnsMispredicted { get; private set; }

    /// <summary>Spawns that were found again among the server's entities.</summary>
    public long SpawnsMatched { get; private set; }

    /// <summary>Server states compared.</summary>
    public long Comparisons { get; private set; }

    /// <summary>Tick of the last misprediction.</summary>
    public Tick LastMispredicted { get; private set; }

    /// <summary>How far the last correction moved an entity's present, in game units.</summary>
    public float LastCorrection { get; private set; }

    /// <summary>Called at every misprediction, once the server's state is taken over; null when nobody asks.</summary>
    public Action<Misprediction>? Mispredicted { get; set; }

    /// <summary>The player's own entities of predicted kinds, as of the last <see cref="GameClient.Show"/>.</summary>
    public ReadOnlySpan<OwnEntity> Entities => _shown.AsSpan(0, _shownCount);

    /// <summary>
    /// A component as shown now: between the newest tick predicted and what the next one will be with the present controls. <see cref="ErrorOf"/> comes on top.
    /// </summary>
    /// <exception cref="ArgumentException">The kind lacks the component, or the entity is gone.</exception>
    public T Get<T>(ComponentKey<T> key, in OwnEntity entity)
        where T : unmanaged
    {
        PredictedTrack track = Find(entity);
        return key.Codec!.Interpolate(new PredictedEntity(track.Kind, track.Row(Newest)).Get(key), new PredictedEntity(track.Kind, track.Preview).Get(key), _fraction);
    }

    /// <summary>What is still to be added to an entity's position, in game units, for a correction not to jump. Only for drawing.</summary>
    /// <exception cref="ArgumentException">The entity is gone.</exception>
    public (float X, float Y) ErrorOf(in OwnEntity entity)
    {
        PredictedTrack track = Find(entity);
        return (track.ErrorX, track.ErrorY);
    }

    /// <summary>The quantised state predicted for a tick, in row order; empty when none is held.</summary>
    /// <exception cref="ArgumentException">The entity is gone.</exception>
    public ReadOnlySpan<int> RowOf(in OwnEntity entity, Tick tick)
    {
        PredictedTrack track = Find(entity);
        return tick <= Newest && Newest - tick < Limits.HistoryTicks && track.LivesAt(tick) ? track.Row(tick) : default;
    }

    /// <summary>Runs the next tick with the input that goes to the server.</summary>
    internal void Advance(Tick tick, ReadOnlySpan<int> input)
    {
        if (!Newest.IsNone && tick - Newest > Limits.HistoryTicks) Clear();   // start from what the server sends next
        if (Newest.IsNone && _tracks.Count > 0) Newest = _tracks[0].Agreed;   // what came before the first input moved without any
        while (!Newest.IsNone && tick - Newest > 1) AdvanceTo(Newest + 1, InputOf(Newest));
        AdvanceTo(tick, input);
    }

    /// <summary>Compares what the server sent with what was predicted, and replays what must be replayed.</summary>
    internal void Reconcile()
    {
        foreach (ReplicatedEntity entity in _world.Entities)
        {
            EntityKind kind = _world.Schema.Kinds[entity.KindIndex];
            if (!entity.IsOwned || kind.PredictedComponents.IsEmpty) continue;
            Tick tick = _world.TickOf(entity);
            ReadOnlySpan<int> row = _world.RowOf(entity);
            PredictedTrack track = TrackOf(entity, kind, tick, row);
            if (tick > track.Agreed) Compare(track, tick, row);
        }

        Prune();
    }

    /// <summary>Other content holds from a tick on: what was predicted with the former is predicted anew.</summary>
    internal void ContentChanged(Tick from)
    {
        if (Newest.IsNone || from > Newest) return;
        for (int i = 0; i < _tracks.Count; i++)
        {
            PredictedTrack track = _tracks[i];
            if (!track.IsMatched || track.Agreed >= Newest || Newest - track.Agreed >= Limits.HistoryTicks || !track.LivesAt(track.Agreed)) continue;
            Span<int> row = _scratch.AsSpan(0, track.Kind.Fields.Length);
            track.Row(track.Agreed).CopyTo(row);
            Take(track, track.Agreed, row);
        }
    }

    /// <summary>Moves the display to a frame.</summary>
    internal void Show(float fraction, ReadOnlySpan<int> controls, long nowNs)
    {
        float keep = _shownNs == 0 ? 0 : (float)Math.Pow(0.5, (nowNs - _shownNs) / ErrorHalfLifeNs);
        _shownNs = nowNs;
        _fraction = fraction;
        _shownCount = 0;
        _previewing = true;
        foreach (PredictedTrack track in _tracks)
        {
            if (!track.LivesAt(Newest)) continue;
            track.ErrorX *= keep;
            track.ErrorY *= keep;
            track.Row(Newest).CopyTo(track.Preview);
            _step.Set(Newest + 1, controls, track);
            _game.Step(new PredictedEntity(track.Kind, track.Preview), _step);
            if (_shownCount == _shown.Length) Array.Resize(ref _shown, _shownCount * 2);
            _shown[_shownCount++] = new OwnEntity(track.Id, track.Kind, track.IsMatched ? track.Slot : -1);
        }

        _previewing = false;
    }

    /// <summary>A step spawns: during a replay it usually spawned the same before.</summary>
    internal PredictedEntity Spawn(ClientStep step, EntityKind kind, int key)
    {
        Check.That(!kind.PredictedComponents.IsEmpty);
        PredictedTrack? track = _previewing ? null : FindSpawned(kind, key);
        if (_previewing || track is { IsMatched: true }) return new PredictedEntity(kind, _scratch.AsSpan(0, kind.Fields.Length));
        track ??= Add(kind, step.Tick, step.Track, key);
        track.Born = step.Tick;
        track.IsConfirmed = true;
        track.Row(step.Tick).Clear();
        return new PredictedEntity(kind, track.Row(step.Tick));
    }

    private Span<int> InputOf(Tick tick) => _inputs.AsSpan((int)(tick.Value % InputsKept) * _inputFields, _inputFields);

    private PredictedTrack Find(in OwnEntity entity)
    {
        foreach (PredictedTrack track in _tracks)
        {
            if (track.Id == entity.Id) return track;
        }

        throw new ArgumentException($"Own entity {entity.Id} is gone.", nameof(entity));
    }

    // Ticks that were skipped take the input before, as they did on the server.
    private void AdvanceTo(Tick tick, ReadOnlySpan<int> input)
    {
        Newest = tick;
        input.CopyTo(InputOf(tick));
        for (int i = 0; i < _tracks.Count; i++)
        {
            PredictedTrack track = _tracks[i];
            if (track.LivesAt(tick) && tick > track.Agreed) StepTo(track, tick);
        }
    }

    private PredictedTrack? FindSpawned(EntityKind kind, int key)
    {
        foreach (PredictedTrack track in _tracks)
        {
            if (ReferenceEquals(track.Kind, kind) && track.Key == key) return track;
        }

        return null;
    }

    private void StepTo(PredictedTrack track, Tick tick)
    {
        if (tick != track.Born) track.Row(tick - 1).CopyTo(track.Row(tick));
        _step.Set(tick, InputOf(tick), track);
        if (!_game.Step(new PredictedEntity(track.Kind, track.Row(tick)), _step)) track.Died = tick;
    }

    private PredictedTrack TrackOf(in ReplicatedEntity entity, EntityKind kind, Tick tick, ReadOnlySpan<int> row)
    {
        foreach (PredictedTrack track in _tracks)
        {
            if (track.IsMatched && track.Slot == entity.Slot && track.GenerationLow == entity.GenerationLow) return track;
        }

        row.CopyTo(_scratch);
        int key = _game.SpawnKey(new PredictedEntity(kind, _scratch.AsSpan(0, row.Length)));
        PredictedTrack? found = FindSpawned(kind, key);
        bool own = found is { IsMatched: false };
        if (own) SpawnsMatched++;
        else found = Adopt(kind, tick, key, row);
        found!.Match(entity.Slot, entity.GenerationLow);
        return found;
    }

    private PredictedTrack Adopt(EntityKind kind, Tick tick, int key, ReadOnlySpan<int> row)
    {
        PredictedTrack track = Add(kind, tick, null, key);
        Take(track, tick, row);
        return track;
    }

    private PredictedTrack Add(EntityKind kind, Tick born, PredictedTrack? parent, int key)
    {
        PredictedTrack track = _spare.Count > 0 ? _spare.Pop() : new PredictedTrack(_rowFields);
        track.Start(++_nextId, kind, born, parent, key);
        _tracks.Add(track);
        return track;
    }

    private void Compare(PredictedTrack track, Tick tick, ReadOnlySpan<int> row)
    {
        Tick before = track.Agreed;
        track.Agreed = tick;
        Comparisons++;
        bool predicted = tick <= Newest && Newest - tick < Limits.HistoryTicks && track.LivesAt(tick);
        if (predicted && track.Row(tick).SequenceEqual(row)) return;
        bool wrong = !predicted ? !before.IsNone && tick <= Newest : Differs(track, tick, row);
        (float oldX, float oldY) = PositionOf(track);
        Take(track, tick, row);
        (float newX, float newY) = PositionOf(track);
        if (!wrong) return;
        Mispredictions++;
        LastMispredicted = tick;
        LastCorrection = (float)Math.Sqrt(((oldX - newX) * (oldX - newX)) + ((oldY - newY) * (oldY - newY)));
        bool teleport = LastCorrection > ErrorUnitsMax;
        track.ErrorX = teleport ? 0 : track.ErrorX + oldX - newX;
        track.ErrorY = teleport ? 0 : track.ErrorY + oldY - newY;
        Mispredicted?.Invoke(new Misprediction(track.Kind, tick, LastCorrection, teleport));
    }

    private static bool Differs(PredictedTrack track, Tick tick, ReadOnlySpan<int> row)
    {
        foreach (KindComponent component in track.Kind.PredictedComponents)
        {
            if (!track.Row(tick).Slice(component.FirstField, component.FieldCount).SequenceEqual(row.Slice(component.FirstField, component.FieldCount))) return true;
        }

        return false;
    }

    // The server's state, and every input since on top of it.
    private void Take(PredictedTrack track, Tick tick, ReadOnlySpan<int> row)
    {
        track.Agreed = tick;
        track.Died = Tick.None;
        if (track.Born > tick) track.Born = tick;
        if (Newest - tick >= Limits.HistoryTicks) tick = Newest;   // too long ago to replay
        row.CopyTo(track.Row(tick));
        foreach (PredictedTrack child in _tracks) child.IsConfirmed = child.IsMatched || child.Parent != track || child.Born <= tick;
        for (Tick replayed = tick + 1; replayed <= Newest && track.LivesAt(replayed); replayed += 1)
        {
            int known = _tracks.Count;
            StepTo(track, replayed);
            for (int i = 0; i < _tracks.Count; i++)
            {
                bool again = i >= known || (_tracks[i].Parent == track && !_tracks[i].IsMatched && _tracks[i].Born == replayed);
                if (again) ReplaySpawned(_tracks[i]);
            }
        }

        for (int i = _tracks.Count - 1; i >= 0; i--)
        {
            if (!_tracks[i].IsConfirmed) Drop(i);
        }
    }

    private void ReplaySpawned(PredictedTrack track)
    {
        if (!track.IsConfirmed) return;
        track.Died = Tick.None;
        for (Tick tick = track.Born; tick <= Newest && track.LivesAt(tick); tick += 1) StepTo(track, tick);
    }

    private (float X, float Y) PositionOf(PredictedTrack track)
    {
        if (_world.Schema.Position is not { } source || !track.Kind.Has(source.Component) || !track.LivesAt(Newest)) return default;
        int first = track.Kind.Component(source.Component).FirstField;
        ReadOnlySpan<FieldSchema> fields = track.Kind.Fields;
        Span<int> row = track.Row(Newest);
        return (fields[first + source.FieldX].Dequantize(row[first + source.FieldX]), fields[first + source.FieldY].Dequantize(row[first + source.FieldY]));
    }

    // What the server no longer shows, and what it never showed.
    private void Prune()
    {
        for (int i = _tracks.Count - 1; i >= 0; i--)
        {
            PredictedTrack track = _tracks[i];
            bool gone = track.IsMatched
                ? !_world.TryFind(track.Slot, out ReplicatedEntity entity) || entity.GenerationLow != track.GenerationLow
                : _world.Newest - track.Born > MatchTicks;
            if (!gone) continue;
            if (!track.IsMatched) SpawnsMispredicted++;
            Drop(i);
        }
    }

    private void Drop(int index)
    {
        PredictedTrack track = _tracks[index];
        _tracks.RemoveAt(index);
        foreach (PredictedTrack other in _tracks)
        {
            if (other.Parent == track) other.Forget();
        }

        _spare.Push(track);
    }

    private void Clear()
    {
        while (_tracks.Count > 0) Drop(_tracks.Count - 1);
        _shownCount = 0;
        Newest = Tick.None;
        Array.Clear(_inputs, 0, _inputs.Length);
    }
}
