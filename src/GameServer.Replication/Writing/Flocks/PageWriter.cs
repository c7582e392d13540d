using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// One client's share of the flock's pages in one tick: those that changed since the client's own acknowledged tick, the longest unsent and weightiest first, as many as the budget holds, each copied
/// whole from the room's <see cref="PageCache"/>. A page waits until its turn comes, and its urgency grows with every tick: none starves.
/// </summary>
internal sealed class PageWriter(World world, History history, Flock flock, PageCache cache)
{
    private const int GapBitsMax = 33 + 15;

    /// <summary>A page of whole rows that goes on changing is repeated at this pace until acknowledged.</summary>
    private const int WholeResendTicks = 3;

    private readonly byte[] _packet = new byte[Limits.SnapshotBytes];
    private readonly Candidate[] _candidates = new Candidate[flock.PageCount];
    private readonly float[] _urgencies = new float[flock.PageCount];   // of the candidates; 0 once looked at
    private readonly ushort[] _carried = new ushort[Limits.SnapshotEntities];
    private readonly int[] _ages = new int[Limits.HistoryTicks];
    private readonly ulong[] _hashes = new ulong[flock.Members.Length];
    private readonly Tick[] _hashedAt = new Tick[flock.Members.Length];
    private Codebook? _book;   // of the client last chosen for
    private int _count;
    private int _chosen;

    /// <summary>Pages that the last <see cref="Choose"/> found the client not to hold as they are.</summary>
    public int PendingCount { get; private set; }

    /// <summary>True when the last <see cref="Choose"/> chose something to send.</summary>
    public bool HasChosen => _chosen > 0;

    /// <summary>Entities of the last packet.</summary>
    public int EntityCount { get; private set; }

    /// <summary>Finds the pages that have something to say and, of these, the ones to be sent now.</summary>
    /// <param name="viewer">A client in the flock.</param>
    /// <param name="own">The members it owns.</param>
    /// <param name="book">The codebook its packets name.</param>
    /// <param name="budgetBits">What may be spent.</param>
    public void Choose(Viewer viewer, ReadOnlySpan<ushort> own, Codebook book, int budgetBits)
    {
        Tick now = history.Newest;
        _book = book;
        PendingCount = 0;
        Collect(viewer, now);
        _chosen = 0;
        int left = budgetBits - SnapshotHeader.BitsMax;
        for (int i = 0; i < _count; i++)
        {
            int index = MostUrgent();
            ref Candidate next = ref _candidates[index];
            _urgencies[index] = 0;
            cache.Get(next.Page, next.Age, isNamed: true, book, out next.Body);
            next.Count = next.Body.Count - CountOwn(next.Body, own);
            if (next.Count == 0)
            {
                viewer.Pages[next.Page].AckedTick = now;   // nothing to say: it holds the present
                PendingCount--;
                continue;
            }

            left -= next.Body.Bits + GapBitsMax;
            if (left < 0) break;   // saves up for it
            next.IsChosen = true;
            _chosen++;
        }
    }

    /// <summary>Composes the next packet of what was chosen; false when nothing is left.</summary>
    public bool TryNext(Viewer viewer, ReadOnlySpan<ushort> own, SnapshotHeader header, bool withHash, out ReadOnlySpan<byte> packet, out ReadOnlySpan<ushort> pages)
    {
        packet = default;
        pages = default;
        if (_chosen == 0) return false;
        int named = CommonAge();
        int bits = SnapshotHeader.BitsMax;
        int carried = 0;
        EntityCount = 0;
        for (int i = 0; i < _count && _chosen > 0; i++)
        {
            ref Candidate candidate = ref _candidates[i];
            if (!candidate.IsChosen) continue;
            if (candidate.Age != named) cache.Get(candidate.Page, candidate.Age, isNamed: false, _book!, out candidate.Body);
            bits += candidate.Body.Bits + GapBitsMax;
            if (carried > 0 && (bits > PacketComposer.PacketBits || EntityCount + candidate.Count > Limits.SnapshotEntities)) break;
            candidate.IsChosen = false;
            _chosen--;
            EntityCount += candidate.Count;
            _carried[carried++] = (ushort)i;
        }

        header.BaselineAge = named;
        header.GapOrder = flock.GapOrder;
        header.EntityCount = EntityCount;
        if (withHash)
        {
            header.HashScope = HashScope.Packet;
            header.Hash = (uint)HashOfCarried(carried, own);
        }

        BitWriter writer = new(_packet);
        header.Write(ref writer);
        int previous = -1;
        for (int i = 0; i < carried; i++)
        {
            Copy(ref writer, _candidates[_carried[i]].Body, own, ref previous);
            _carried[i] = _candidates[_carried[i]].Page;
        }

        int bytes = writer.Finish();
        Check.That(!writer.Overflowed);
        viewer.BudgetBits -= bytes * 8;
        packet = _packet.AsSpan(0, bytes);
        pages = _carried.AsSpan(0, carried);
        return true;
    }

    /// <summary>Sum of all members' hashes but those the client owns.</summary>
    public ulong HashOfMembers(ReadOnlySpan<ushort> own)
    {
        ulong sum = 0;
        foreach (ushort page in flock.ActivePages)
        {
            int end = Math.Min((page + 1) * Flock.PageSlots, world.SlotCount);
            for (int slot = page * Flock.PageSlots; slot < end; slot++)
            {
                if (flock.IsMember((ushort)slot)) sum += HashOf((ushort)slot);
            }
        }

        foreach (ushort slot in own) sum -= HashOf(slot);
        return sum;
    }

    private void Collect(Viewer viewer, Tick now)
    {
        _count = 0;
        Span<PageView> views = viewer.Pages;
        foreach (ushort page in flock.ActivePages)
        {
            ref PageView view = ref views[page];
            ref readonly FlockPage state = ref flock.Page(page);
            if (!view.AckedTick.IsNone && state.ChangedAt <= view.AckedTick)
            {
                view.AckedTick = now;   // unchanged since, so the client holds the present
                continue;
            }

            PendingCount++;
            bool isWhole = view.AckedTick.IsNone;
            bool isOnItsWay = !view.SentTick.IsNone && (state.ChangedAt <= view.SentTick || (isWhole && now - view.SentTick < WholeResendTicks));
            if (isOnItsWay) continue;
            Tick heard = !view.SentTick.IsNone ? view.SentTick : isWhole ? view.FirstTick : view.AckedTick;
            _urgencies[_count] = ((now - heard) + 1) * state.Priority;
            ref Candidate candidate = ref _candidates[_count++];
            candidate.Page = page;
            candidate.Age = (byte)(isWhole ? 0 : now - view.AckedTick);
            candidate.IsChosen = false;
        }
    }

    private int MostUrgent()
    {
        ReadOnlySpan<float> urgencies = _urgencies.AsSpan(0, _count);
        int best = 0;
        float most = urgencies[0];
        for (int i = 1; i < urgencies.Length; i++)
        {
            if (urgencies[i] <= most) continue;
            most = urgencies[i];
            best = i;
        }

        return best;
    }

    private int CountOwn(in PageBody body, ReadOnlySpan<ushort> own)
    {
        if (own.Length == 0 || body.Count == 0) return 0;
        ReadOnlySpan<PageEntry> entries = cache.Entries(body);
        int count = 0;
        foreach (ushort slot in own)
        {
            if (slot >= entries[0].Slot && slot <= entries[^1].Slot && IndexOf(entries, slot) >= 0) count++;
        }

        return count;
    }

    private static int IndexOf(ReadOnlySpan<PageEntry> entries, ushort slot)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            if (entries[i].Slot == slot) return i;
        }

        return -1;
    }

    /// <summary>The age that most of the chosen pages' baselines have: the packet names that one.</summary>
    private int CommonAge()
    {
        Array.Clear(_ages);
        int common = 0;
        for (int i = 0; i < _count; i++)
        {
            if (!_candidates[i].IsChosen || _candidates[i].Age == 0) continue;
            int age = _candidates[i].Age;
            _ages[age] += _candidates[i].Count;
            if (common == 0 || _ages[age] > _ages[common]) common = age;
        }

        return common;
    }

    /// <summary>Copies a page but for what the client owns: each run between such entities starts with a new gap.</summary>
    private void Copy(ref BitWriter writer, in PageBody body, ReadOnlySpan<ushort> own, ref int previous)
    {
        ReadOnlySpan<PageEntry> entries = cache.Entries(body);
        ReadOnlySpan<ulong> words = cache.Words(body);
        int first = 0;
        foreach (ushort slot in own)
        {
            if (slot < entries[first].Slot) continue;
            if (slot > entries[^1].Slot) break;
            int index = IndexOf(entries, slot);
            if (index < 0) continue;
            if (index > first) CopyRun(ref writer, entries[first..index], words, entries[index].GapBit, ref previous);
            first = index + 1;
            if (first == entries.Length) return;
        }

        CopyRun(ref writer, entries[first..], words, body.Bits, ref previous);
    }

    private void CopyRun(ref BitWriter writer, ReadOnlySpan<PageEntry> entries, ReadOnlySpan<ulong> words, int endBit, ref int previous)
    {
        writer.WriteExpGolomb((uint)(entries[0].Slot - previous - 1), flock.GapOrder);
        previous = entries[^1].Slot;
        writer.WriteBits(words, entries[0].OperationBit, endBit - entries[0].OperationBit);
    }

    private ulong HashOfCarried(int carried, ReadOnlySpan<ushort> own)
    {
        ulong sum = 0;
        for (int i = 0; i < carried; i++)
        {
            foreach (ref readonly PageEntry entry in cache.Entries(_candidates[_carried[i]].Body))
            {
                if (!entry.IsRemoval && own.BinarySearch(entry.Slot) < 0) sum += HashOf(entry.Slot);
            }
        }

        return sum;
    }

    private ulong HashOf(ushort slot)
    {
        if (_hashedAt[slot] == history.Newest) return _hashes[slot];
        EntityKind kind = world.KindOf(slot);
        Span<int> row = stackalloc int[Limits.RowFields];
        row = row[..kind.PublicFieldCount];
        history.ReadRow(history.Newest, kind, slot, row);
        _hashedAt[slot] = history.Newest;
        return _hashes[slot] = RowHash.Of(slot, (byte)world.Generations[slot], row);
    }

    private struct Candidate
    {
        public PageBody Body;
        public int Count;        // its entities but the client's own
        public ushort Page;
        public byte Age;         // 0: whole
        public bool IsChosen;
    }
}
