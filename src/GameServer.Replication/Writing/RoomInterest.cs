using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Decides what each client is shown. In order: what stands near (<see cref="InterestGrid"/>), what is relevant anyway (<see cref="SharedSightings"/>), less what the game's own rule hides, more
/// what the rest hangs on. The result goes to <see cref="Viewer.Merge"/>, and nothing that is not in it is ever sent.
/// </summary>
internal sealed class RoomInterest
{
    private readonly World _world;
    private readonly History _history;
    private readonly IRelevancy? _rule;
    private readonly InterestGrid _grid;
    private readonly SharedSightings _shared;
    private readonly Flock _flock;
    private readonly FlockGate _gate;
    private readonly InterestGrid? _rest;     // for clients in the flock: without its members
    private readonly uint[] _alwaysRest;
    private readonly Viewer?[] _viewers;      // by seat
    private readonly ViewCentre[] _centres;   // by seat
    private readonly ViewRecord[] _entering;  // scratch of Viewer.Merge
    private readonly uint[] _private;
    private readonly ushort[] _judgedSlots;
    private readonly bool[] _judgedShown;
    private readonly ushort[] _parents;
    private readonly uint[] _found;
    private Tick _followedTick;
    private int _foundCount;
    private int _alwaysRestCount;

    public RoomInterest(RoomSimulation room, ReplicationOptions options, int tickRateHz)
    {
        _world = room.World;
        _history = room.History;
        _rule = room.RelevancyRule;
        GameSchema schema = _world.Schema;
        bool[] judged = new bool[schema.Kinds.Length];
        foreach (EntityKind kind in schema.Kinds) judged[kind.Index] = _rule is not null && _rule.Judges(kind);
        _grid = new InterestGrid(schema, _world.EntityCapacity, judged);
        _shared = new SharedSightings(schema, _world.EntityCapacity, _world.PlayerCapacity, judged);
        _centres = new ViewCentre[_world.PlayerCapacity];
        Array.Fill(_centres, ViewCentre.None);
        _flock = new Flock(_world, _history, _centres, judged, options, tickRateHz);
        _gate = new FlockGate(_world, _history, _flock);
        _rest = _flock.IsPossible ? new InterestGrid(schema, _world.EntityCapacity, judged) : null;
        _alwaysRest = new uint[_flock.IsPossible ? _world.EntityCapacity : 0];
        _viewers = new Viewer?[_world.PlayerCapacity];
        _found = new uint[_world.EntityCapacity + DistanceFilter.Slack];
        _entering = new ViewRecord[_world.EntityCapacity];
        _private = new uint[_world.EntityCapacity];
        _judgedSlots = new ushort[_rule is null ? 0 : _world.EntityCapacity];
        _judgedShown = new bool[_judgedSlots.Length];
        _parents = new ushort[_world.EntityCapacity];
    }

    /// <summary>The crowd that sees itself, if there is one.</summary>
    public Flock Flock => _flock;

    /// <summary>Members of the flock that the client of the last <see cref="Update"/> owns.</summary>
    public ReadOnlySpan<ushort> OwnMembers => _gate.Own;

    /// <summary>The seat's view from now on; a former one must not be published any more.</summary>
    public void Add(Viewer viewer)
    {
        _viewers[viewer.Player.Value] = viewer;
        _centres[viewer.Player.Value] = ViewCentre.None;
        viewer.PreparePages(_flock.PageCount);
    }

    /// <summary>The seat's view, if it has one.</summary>
    public Viewer? ViewerOf(PlayerSlot player) => _viewers[player.Value];

    public void Remove(Viewer viewer)
    {
        if (!ReferenceEquals(_viewers[viewer.Player.Value], viewer)) return;
        _viewers[viewer.Player.Value] = null;
        _centres[viewer.Player.Value] = ViewCentre.None;
    }

    /// <summary>Prepares the newest tick for <see cref="Update"/>.</summary>
    public void BeginTick()
    {
        _followedTick = _history.Newest;
        _grid.BeginTick();
        for (int seat = 0; seat < _viewers.Length; seat++)
        {
            if (_viewers[seat] is not null) FollowFocus(new PlayerSlot((ushort)seat));
        }

        _flock.BeginTick();
        _rest?.BeginTick();
        for (int seat = 0; seat < _centres.Length; seat++)
        {
            ViewCentre centre = _centres[seat];
            if (!centre.Exists) continue;
            bool shares = _flock.IsFormed && _gate.Expects(_viewers[seat]!);
            (shares ? _rest! : _grid).Watch(centre.X, centre.Y);
        }

        _grid.Build(_world, _history, default);
        _shared.Build(_world);
        if (_flock.IsFormed) BuildRest();
        _rule?.BeginTick(_world);
    }

    /// <summary>Brings one client's records up to the newest tick.</summary>
    public void Update(Viewer viewer)
    {
        int seat = viewer.Player.Value;
        if (_followedTick != _history.Newest || !_centres[seat].Exists) FollowFocus(viewer.Player);   // its player came, or looked up, after the tick began
        viewer.Centre = _centres[seat];
        viewer.FollowedTick = _history.Newest;
        bool shares = _gate.Pass(viewer);
        InterestGrid grid = shares ? _rest! : _grid;
        _foundCount = viewer.Centre.Exists ? grid.Query(viewer.Centre.X, viewer.Centre.Y, _found) : 0;
        Insert(shares ? _alwaysRest.AsSpan(0, _alwaysRestCount) : _shared.Always);
        (int owned, int all) = _shared.CopyPrivate(_world, viewer.Player, _private);
        Insert(_private.AsSpan(0, owned));
        Insert(_private.AsSpan(owned, all - owned));
        if (shares) InsertOwn();
        if (_rule is not null || _world.HasParents) Settle(viewer);
        viewer.Merge(_found.AsSpan(0, _foundCount), _world, _history.Newest, _entering);
    }

    private void BuildRest()
    {
        _rest!.Build(_world, _history, _flock.Members);
        _alwaysRestCount = 0;
        foreach (uint sighting in _shared.Always)
        {
            if (!_flock.IsMember(Sighting.Slot(sighting))) _alwaysRest[_alwaysRestCount++] = sighting;
        }
    }

    // A player's own members, which the pages leave out for it.
    private void InsertOwn()
    {
        ReadOnlySpan<ushort> own = _gate.Own;
        for (int i = 0; i < own.Length; i++) _private[i] = Sighting.Of(own[i], Sighting.MayEnter);
        Insert(_private.AsSpan(0, own.Length));
    }

    // What a slot's columns hold belongs to its kind: an entity without a position moves no one's centre.
    private void FollowFocus(PlayerSlot player)
    {
        EntityId focus = _world.FocusOf(player);
        if (_world.Schema.Position is not { } position || !_world.IsAlive(focus) || !_world.KindOf(focus.Slot).Has(position.Component)) return;
        int x = _history.Column(_history.Newest, position.ColumnX)[focus.Slot];
        int y = _history.Column(_history.Newest, position.ColumnY)[focus.Slot];
        _centres[player.Value] = new ViewCentre(x, y);
    }

    /// <summary>Merges a sorted list of others into what was found, from the end, so that what comes before the first of them stays where it is.</summary>
    private void Insert(ReadOnlySpan<uint> others)
    {
        int from = _foundCount - 1;
        _foundCount += others.Length;
        for (int to = _foundCount - 1, other = others.Length - 1; other >= 0; to--)
        {
            _found[to] = from >= 0 && _found[from] > others[other] ? _found[from--] : others[other--];
        }
    }

    /// <summary>For games with a rule or with parents: settles what is in sight, so that neither works on what merely stands near.</summary>
    private void Settle(Viewer viewer)
    {
        int judged = 0;
        int kept = 0;
        int record = 0;
        Span<ViewRecord> records = viewer.Records;
        foreach (uint sighting in _found.AsSpan(0, _foundCount))
        {
            ushort slot = Sighting.Slot(sighting);
            while (record < records.Length && records[record].Slot < slot) record++;
            bool isShown = record < records.Length && records[record].Slot == slot
                && records[record].State != ViewState.Leaving && records[record].Generation == _world.Generations[slot];
            if (!isShown && (sighting & Sighting.MayEnter) == 0) continue;
            bool isJudged = (sighting & Sighting.Judged) != 0 && !_world.IsOwnedBy(slot, viewer.Player);
            _found[kept++] = Sighting.Of(slot, isJudged ? Sighting.Judged | Sighting.MayEnter : Sighting.MayEnter);
            if (!isJudged) continue;
            _judgedSlots[judged] = slot;
            _judgedShown[judged++] = isShown;
        }

        _foundCount = kept;
        if (judged > 0) Judge(viewer.Player, judged);
        if (_world.HasParents) AddParents(viewer);
    }

    private void Judge(PlayerSlot player, int count)
    {
        _rule!.Judge(_world, player, _judgedSlots.AsSpan(0, count), _judgedShown.AsSpan(0, count));
        int judged = 0;
        int kept = 0;
        foreach (uint sighting in _found.AsSpan(0, _foundCount))
        {
            if ((sighting & Sighting.Judged) != 0 && !_judgedShown[judged++]) continue;
            _found[kept++] = sighting;
        }

        _foundCount = kept;
    }

    private void AddParents(Viewer viewer)
    {
        int count = 0;
        ReadOnlySpan<uint> found = _found.AsSpan(0, _foundCount);
        foreach (uint sighting in found)
        {
            for (EntityId parent = _world.ParentOf(Sighting.Slot(sighting)); !parent.IsNone; parent = _world.ParentOf(parent.Slot))
            {
                Span<ushort> known = _parents.AsSpan(0, count);
                int place = known.BinarySearch(parent.Slot);
                if (place >= 0) break;   // and with it, all it hangs on
                if (IsFound(parent.Slot) || (viewer.IsInFlock && _flock.IsMember(parent.Slot))) continue;
                known[~place..].CopyTo(_parents.AsSpan(~place + 1));
                _parents[~place] = parent.Slot;
                count++;
            }
        }

        for (int i = 0; i < count; i++) _private[i] = Sighting.Of(_parents[i], Sighting.MayEnter);
        Insert(_private.AsSpan(0, count));
    }

    private bool IsFound(ushort slot)
    {
        ReadOnlySpan<uint> found = _found.AsSpan(0, _foundCount);
        int place = found.BinarySearch(Sighting.Of(slot, 0));   // flags only make the number larger
        place = place < 0 ? ~place : place;
        return place < found.Length && Sighting.Slot(found[place]) == slot;
    }
}
