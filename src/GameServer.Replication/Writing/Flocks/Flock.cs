using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// A crowd that sees itself: the clients in one <see cref="FlockBox"/>, and its members, the entities there that all of these clients see alike. Members are sorted by slot into pages, and a client
/// keeps one acknowledged tick per page instead of one per entity. This is the room's side: who is a member in which of the last 64 ticks, and when each page last changed. What differs between
/// clients is no member: what the game's rule judges, what teams see differently, what hangs on something; and its owner sees a member as the owner's, outside the pages.
/// </summary>
internal sealed class Flock
{
    /// <summary>Slots of a page. Few enough that whole rows of all of them fit one packet, so that a page always can be sent.</summary>
    public const int PageSlots = 32;

    private const int SettlePeriodTicks = 8;
    private const int AdmittedTicks = 32;   // that a newcomer may take for a round of the members and its acknowledgement
    private const int KeptTicks = 40;       // and one who is in: less than a page may stay unacknowledged
    private const int UpdateBitsGuess = 24;     // of a moving member, for judging whether views exceed budgets
    private const int NobodyNext = -1;

    // A page must fit, whatever it says: nothing in it has a longer body than its whole row or a longer operation than a delta that names its tick, and a gap code is at most as long as its
    // order, which fits 15, and two bits for each slot of the page.
    private const int FullBitsMax = (PacketComposer.PacketBits - SnapshotHeader.BitsMax - 64) / PageSlots - PacketComposer.OperationBitsMax - 16;

    private readonly World _world;
    private readonly History _history;
    private readonly ViewCentre[] _centres;   // by seat
    private readonly FlockBox _box;
    private readonly bool[] _eligible;      // by kind
    private readonly bool[] _isNear;        // by kind
    private readonly int _viewersMin;
    private readonly int _bitsPerTick;
    private readonly int _tickRateHz;
    private readonly ulong[] _members;      // by slot: bit i says that it was a member at now − i
    private readonly FlockPage[] _pages;
    private readonly ushort[] _active;
    private readonly ushort[] _left;        // members a tick ago that live and are none now
    private readonly int[] _ownNext;        // by slot: the owner's next member
    private readonly int[] _ownFirst;       // by seat
    private Tick _turn;
    private int _activeCount;
    private int _leftCount;
    private bool _isFormed;

    public Flock(World world, History history, ViewCentre[] centres, ReadOnlySpan<bool> judged, ReplicationOptions options, int tickRateHz)
    {
        _world = world;
        _history = history;
        _centres = centres;
        _box = new FlockBox(world.Schema.Position);
        _viewersMin = options.ShareEncodings && options.FlockViewers > 0 ? options.FlockViewers : int.MaxValue;
        _tickRateHz = tickRateHz;
        _bitsPerTick = (int)Math.Max(1, options.BytesPerSecond * 8L / tickRateHz);
        _eligible = new bool[world.Schema.Kinds.Length];
        _isNear = new bool[_eligible.Length];
        foreach (EntityKind kind in world.Schema.Kinds)
        {
            _isNear[kind.Index] = kind.Relevancy == Relevancy.Near;
            bool isSeenByAll = kind.Relevancy is Relevancy.Near or Relevancy.Always && !judged[kind.Index] && !kind.HasTeamFields;
            _eligible[kind.Index] = isSeenByAll && RowCoder.FullBits(world.Schema, kind) <= FullBitsMax;
        }

        int capacity = IsPossible ? world.EntityCapacity : 0;
        _members = new ulong[capacity];
        _pages = new FlockPage[(capacity + PageSlots - 1) / PageSlots];
        _active = new ushort[_pages.Length];
        _left = new ushort[capacity];
        _ownNext = new int[capacity];
        _ownFirst = new int[world.PlayerCapacity];
    }

    /// <summary>False when the options rule it out.</summary>
    public bool IsPossible => _viewersMin != int.MaxValue;

    /// <summary>True while clients share pages.</summary>
    public bool IsFormed => _isFormed;

    public int MemberCount { get; private set; }

    /// <summary>The tick published before this one: usually the last, but a room that catches up publishes only the end of it.</summary>
    public Tick TurnBefore { get; private set; }

    public int PageCount => _pages.Length;

    /// <summary>Pages that have a member, or had one within the history.</summary>
    public ReadOnlySpan<ushort> ActivePages => _active.AsSpan(0, _activeCount);

    /// <summary>Members of a tick ago that still live and are none any more, in slot order.</summary>
    public ReadOnlySpan<ushort> Left => _left.AsSpan(0, _leftCount);

    /// <summary>Order of the gap code that suits how far apart members are.</summary>
    public int GapOrder { get; private set; }

    /// <summary>By slot, bit i: it was a member at now − i.</summary>
    public ReadOnlySpan<ulong> Members => _members;

    public ref readonly FlockPage Page(int page) => ref _pages[page];

    public bool IsMember(ushort slot) => (_members[slot] & 1) != 0;

    /// <summary>The ticks from now back to <paramref name="age"/> (0..63) ticks ago, as bits of <see cref="Members"/>.</summary>
    public static ulong Since(int age) => ulong.MaxValue >> (63 - age);

    /// <summary>True for a client that may come in.</summary>
    public bool Admits(Viewer viewer) => _isFormed && !viewer.Coder.IsDense && _box.IsInside(_centres[viewer.Player.Value]) && HoldsMembers(viewer, AdmittedTicks);

    /// <summary>True for a client that may stay.</summary>
    public bool Keeps(Viewer viewer) => _isFormed && _box.MayStay(_centres[viewer.Player.Value]) && HoldsMembers(viewer, KeptTicks);

    /// <summary>Copies the members that a player owns, in slot order.</summary>
    public int CopyOwn(PlayerSlot player, Span<ushort> into)
    {
        int count = 0;
        for (int slot = _ownFirst[player.Value]; slot != NobodyNext && count < into.Length; slot = _ownNext[slot]) into[count++] = (ushort)slot;
        return count;
    }

    /// <summary>Decides who is a member at the newest tick. Clients' centres are up to date.</summary>
    public void BeginTick()
    {
        if (!IsPossible) return;
        Tick now = _history.Newest;
        TurnBefore = _turn;
        _turn = now;
        if (now.Value % SettlePeriodTicks == 0) Form();
        _leftCount = 0;
        if (!_isFormed && _activeCount == 0) return;
        MemberCount = 0;
        _activeCount = 0;
        int lastMember = 0;
        for (int page = 0; page * PageSlots < _world.SlotCount; page++)
        {
            int before = MemberCount;
            Turn(page, now);
            if (MemberCount > before) lastMember = (page + 1) * PageSlots;
        }

        GapOrder = MemberCount == 0 ? 0 : Math.Min(15, BitMath.BitLength((uint)(lastMember / MemberCount) >> 1));
        ChainOwn();
    }

    // Where one round of the members, and the way back of its acknowledgement, take longer than the history can wait, the budget is better spent entity by entity.
    private bool HoldsMembers(Viewer viewer, int ticks)
    {
        int left = ticks - viewer.AckDelayTicks;
        return left > 0 && viewer.BytesPerSecond * 8L * left >= (long)MemberCount * UpdateBitsGuess * _tickRateHz;
    }

    private void Form()
    {
        _box.Settle(_centres);
        int clients = _box.CountOf(_centres);
        int entities = 0;
        for (int slot = 0; slot < _world.SlotCount; slot++) entities += IsInside((ushort)slot, wasMember: false) ? 1 : 0;

        // Formed when all that moves would not fit a tick's budget, and until it is half of that.
        int scale = _isFormed ? 2 : 1;
        bool isCrowded = (long)entities * scale * UpdateBitsGuess * 4 >= _bitsPerTick * 3L;
        _isFormed = isCrowded && clients * scale >= _viewersMin;
    }

    private bool IsInside(ushort slot, bool wasMember)
    {
        if (!_world.Living[slot]) return false;
        int kind = _world.KindIndexes[slot];
        if (!_eligible[kind] || (_world.HasParents && !_world.ParentOf(slot).IsNone)) return false;
        if (!_isNear[kind]) return true;
        PositionSource position = _world.Schema.Position!;
        int x = _history.Column(_history.Newest, position.ColumnX)[slot];
        int y = _history.Column(_history.Newest, position.ColumnY)[slot];
        return wasMember ? _box.MayStay(x, y) : _box.IsInside(x, y);
    }

    private void Turn(int page, Tick now)
    {
        ref FlockPage turned = ref _pages[page];
        int passed = Math.Min(now - TurnBefore, Limits.HistoryTicks);
        ulong since = Since(passed - 1);
        ulong any = 0;
        bool changed = false;
        int members = 0;
        float priority = 0;
        int end = Math.Min((page + 1) * PageSlots, _world.SlotCount);
        for (int slot = page * PageSlots; slot < end; slot++)
        {
            ulong bits = _members[slot];
            bool wasMember = (bits & 1) != 0;
            bool isMember = _isFormed && IsInside((ushort)slot, wasMember);

            // Who is a member before and after ticks that nobody was shown has been one throughout: no page missed a change.
            ulong ticks = isMember ? wasMember ? since : 1UL : 0UL;
            _members[slot] = bits = (passed < Limits.HistoryTicks ? bits << passed : 0) | ticks;
            any |= bits;
            changed |= isMember != wasMember || (isMember && (_history.Changes[slot] & since) != 0);
            if (isMember)
            {
                members++;
                priority += _world.KindOf((ushort)slot).Priority;
            }
            else if (wasMember && _world.Living[slot])
            {
                _left[_leftCount++] = (ushort)slot;
            }
        }

        MemberCount += members;
        if (changed) turned.ChangedAt = now;
        if (any == 0) turned.ActiveSince = Tick.None;
        else if (turned.ActiveSince.IsNone) turned.ActiveSince = now;
        turned.Priority = members == 0 ? 1 : priority / members;
        if (any != 0) _active[_activeCount++] = (ushort)page;
    }

    // From the highest slot down, each put in front of its chain: the chains end up in slot order.
    private void ChainOwn()
    {
        Array.Fill(_ownFirst, NobodyNext);
        for (int i = _activeCount - 1; i >= 0; i--)
        {
            for (int slot = Math.Min((_active[i] + 1) * PageSlots, _world.SlotCount) - 1; slot >= _active[i] * PageSlots; slot--)
            {
                if ((_members[slot] & 1) == 0 || _world.OwnerOf((ushort)slot) is not { } owner) continue;
                _ownNext[slot] = _ownFirst[owner.Value];
                _ownFirst[owner.Value] = slot;
            }
        }
    }
}
