using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Takes clients into the flock and out of it. Inside, a page's tick stands for the records of its members; outside, each entity has its record again. Nothing the client may hold is forgotten on
/// either way: what it holds for certain goes over with the page's tick, what it only may hold goes over as shown and unknown.
/// </summary>
internal sealed class FlockGate(World world, History history, Flock flock)
{
    /// <summary>A client that has not acknowledged a page for so long is shown out, while the room still knows who was a member since.</summary>
    private const int PatienceTicks = 48;

    private readonly ViewRecord[] _restored = new ViewRecord[flock.Members.Length];
    private readonly ushort[] _own = new ushort[flock.Members.Length];
    private int _restoredCount;
    private int _ownCount;

    /// <summary>The members that the client of the last <see cref="Pass"/> owns: they are no affair of its pages.</summary>
    public ReadOnlySpan<ushort> Own => _own.AsSpan(0, _ownCount);

    /// <summary>Where the client is most likely to be found this tick.</summary>
    public bool Expects(Viewer viewer) => viewer.IsInFlock ? flock.Keeps(viewer) : flock.Admits(viewer);

    /// <summary>Brings a client's membership up to the newest tick; true when it is in.</summary>
    public bool Pass(Viewer viewer)
    {
        _ownCount = 0;
        if (!viewer.IsInFlock && !flock.IsFormed) return false;
        Tick now = history.Newest;
        bool was = viewer.IsInFlock;
        bool isLate = was && IsLate(viewer, now);
        bool stays = was && !isLate && viewer.FlockTick == flock.TurnBefore && now >= viewer.FlockAgainTick && flock.Keeps(viewer);
        if (isLate) viewer.FlockAgainTick = now + Limits.HistoryTicks;
        _ownCount = flock.CopyOwn(viewer.Player, _own);
        if (stays) Release(viewer, now);
        else if (was) Leave(viewer, now);
        viewer.IsInFlock = stays || (!was && now >= viewer.FlockAgainTick && flock.Admits(viewer));
        viewer.FlockTick = now;
        if (!viewer.IsInFlock) return false;
        if (!was) Enter(viewer, now);
        viewer.DropMembers(flock.Members, Own);
        return true;
    }

    /// <summary>Pages of which the client holds all as it is are taken for acknowledged; the others start with whole rows, which all who come in share.</summary>
    private void Enter(Viewer viewer, Tick now)
    {
        viewer.ReserveBits = 0;
        Array.Fill(viewer.Pages, new PageView { FirstTick = now });
        int record = 0;
        foreach (ushort page in flock.ActivePages)
        {
            bool isHeld = true;
            int end = Math.Min((page + 1) * Flock.PageSlots, world.SlotCount);
            for (int slot = page * Flock.PageSlots; slot < end && isHeld; slot++)
            {
                if (!flock.IsMember((ushort)slot) || Own.BinarySearch((ushort)slot) >= 0) continue;
                while (record < viewer.RecordCount && viewer.Records[record].Slot < slot) record++;
                isHeld = record < viewer.RecordCount && IsHeld(viewer.Records[record], (ushort)slot);
            }

            if (isHeld) viewer.Pages[page].AckedTick = now;
        }
    }

    private bool IsHeld(in ViewRecord record, ushort slot) =>
        record.Slot == slot && record.Generation == world.Generations[slot] && record.State == ViewState.Shown
        && !record.AckedTick.IsNone && history.PublicChangedAt[slot] <= record.AckedTick;

    private bool IsLate(Viewer viewer, Tick now)
    {
        bool late = false;
        foreach (ushort page in flock.ActivePages)
        {
            ref PageView view = ref viewer.Pages[page];
            Tick since = flock.Page(page).ActiveSince;
            if (view.FirstTick < since) view = new PageView { FirstTick = since };
            late |= now - (view.AckedTick.IsNone ? view.FirstTick : view.AckedTick) >= PatienceTicks;
        }

        return late;
    }

    /// <summary>Members that live on as non-members are this client's own affair from now on.</summary>
    private void Release(Viewer viewer, Tick now)
    {
        if (flock.Left.Length == 0) return;
        _restoredCount = 0;
        foreach (ushort slot in flock.Left) Restore(viewer, slot, now);
        viewer.AddRecords(_restored.AsSpan(0, _restoredCount));
    }

    private void Leave(Viewer viewer, Tick now)
    {
        _restoredCount = 0;
        foreach (ushort page in flock.ActivePages)
        {
            int end = Math.Min((page + 1) * Flock.PageSlots, world.SlotCount);
            for (int slot = page * Flock.PageSlots; slot < end; slot++) Restore(viewer, (ushort)slot, now);
        }

        viewer.AddRecords(_restored.AsSpan(0, _restoredCount));
        _ownCount = 0;
    }

    private void Restore(Viewer viewer, ushort slot, Tick now)
    {
        ref readonly PageView view = ref viewer.Pages[slot / Flock.PageSlots];
        bool isKnown = !view.AckedTick.IsNone;
        int age = isKnown ? now - view.AckedTick : Limits.HistoryTicks - 1;   // unknown: it may hold whatever there was
        ulong since = Flock.Since(age);
        ulong members = flock.Members[slot];
        if ((members & since) == 0 || Own.BinarySearch(slot) >= 0) return;
        ulong lastLook = 1UL << Math.Min(now - viewer.FlockTick, Limits.HistoryTicks - 1);
        bool lives = world.Living[slot];
        if (lives && (members & lastLook) == 0) return;   // it was no page's affair when the client was last looked at
        since &= ~(lastLook - 1);
        bool isHeld = isKnown && lives && (members & since) == since;
        _restored[_restoredCount++] = new ViewRecord
        {
            Slot = slot,
            Generation = world.Generations[slot],
            Audience = Visibility.Everyone,
            FirstTick = isHeld ? view.AckedTick : now,
            AckedTick = isHeld ? view.AckedTick : Tick.None,
            HeldTicks = isHeld ? 1UL : 0UL,   // of that tick and, from its first one on, of none before
            State = lives ? ViewState.Shown : ViewState.Leaving,
        };
    }
}
