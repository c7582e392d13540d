using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Turns one client's view into this tick's packets: which records have something to say, which of those the byte budget holds, and the bytes. Runs once per client
/// and tick, after <see cref="RoomInterest"/> has settled who is in view. Only what the budget is likely to hold is encoded.
/// </summary>
internal sealed class SnapshotWriter
{
    private readonly World _world;
    private readonly History _history;
    private readonly DeltaCache _deltas;
    private readonly RoomCodebooks _books;
    private readonly ReplicationOptions _options;
    private readonly PacketComposer _composer;
    private readonly Selection _selection;
    private readonly UpdateCandidates _candidates;
    private readonly RoomInterest _interest;
    private readonly PageCache _pages;
    private readonly PageWriter _pageWriter;
    private readonly DenseWriter _dense;
    private readonly ushort[] _deltaBits;    // by slot: length of the last delta encoded, the guess at the next one's
    private readonly int _hashPeriodTicks;
    private readonly int _tickRateHz;
    private int _unsettledCount;   // records the client cannot be known to hold as they are, and that are not selected

    public SnapshotWriter(RoomSimulation room, DeltaCache deltas, RoomCodebooks books, RoomInterest interest, ReplicationOptions options, int tickRateHz)
    {
        World world = room.World;
        History history = room.History;
        _world = world;
        _history = history;
        _interest = interest;
        _pages = new PageCache(world, history, interest.Flock, deltas);
        _pageWriter = new PageWriter(world, history, interest.Flock, _pages);
        _dense = new DenseWriter(world, history, options.DenseClientsOf(world.PlayerCapacity));
        _tickRateHz = tickRateHz;
        _deltas = deltas;
        _books = books;
        _options = options;
        _composer = new PacketComposer(deltas);
        _selection = new Selection(options.EntitiesInView);
        _deltaBits = new ushort[world.EntityCapacity];
        _candidates = new UpdateCandidates(world, history, deltas, _selection, _deltaBits, tickRateHz);
        _hashPeriodTicks = (int)Math.Ceiling(options.HashPeriodSeconds * tickRateHz);
    }

    public long PacketCount { get; private set; }

    public long ByteCount { get; private set; }

    public long EntityCount { get; private set; }

    /// <summary>Of these, the ones that were copied as part of a page.</summary>
    public long PagedEntityCount { get; private set; }

    /// <summary>Those pages.</summary>
    public long PageCount { get; private set; }

    /// <summary>Entities that had something to say to a client and waited, because its budget was spent; counted each tick they wait. What a page has room for does not count.</summary>
    public long DeferredCount { get; private set; }

    /// <summary>Entities in the views of the clients written to, counted each tick.</summary>
    public long ViewedCount { get; private set; }

    /// <summary>Packets in the dense coder.</summary>
    public long DensePacketCount { get; private set; }

    /// <summary>Bodies that the dense coder coded.</summary>
    public long DenseEncodedCount => _dense.EncodedCount;

    /// <summary>What the last call of <see cref="Write"/> sent, in packet order; valid until the next one.</summary>
    public ReadOnlySpan<SelectedEntity> LastWritten => _selection.Entities;

    /// <summary>Forgets what was shared in the last tick.</summary>
    public void BeginTick() => _pages.BeginTick();

    /// <summary>Takes back what is kept for a client that is gone.</summary>
    public void Forget(Viewer viewer) => _dense.End(viewer);

    /// <summary>Writes and sends this tick's packets for one client.</summary>
    public void Write(Viewer viewer, in InputFeedback feedback, ISnapshotSink sink)
    {
        Tick now = _history.Newest;
        viewer.ExpirePackets(now);
        ViewedCount += viewer.RecordCount;
        int perTick = viewer.Rate.BitsPerTick(now);
        viewer.BudgetBits = Math.Min(viewer.BudgetBits + perTick, Math.Max(2 * perTick, PacketComposer.PacketBits));
        bool hashDue = _hashPeriodTicks > 0 && now >= viewer.HashTick;
        BeginCoder(viewer);
        _unsettledCount = _candidates.Collect(viewer, now, settles: hashDue && UpdateCandidates.CanSettle(viewer, now));
        if (viewer.IsInFlock)
        {
            WriteShared(viewer, now, feedback, hashDue, perTick, sink);
            return;
        }

        int candidates = _selection.Count;
        EncodeWhatFits(viewer, viewer.BudgetBits);
        DeferredCount += candidates - _selection.Count;
        viewer.Coder.Note(_selection.Count < candidates, _selection.Bits, perTick, _tickRateHz);
        bool emptyIsUseful = JustStopped(viewer, now) || now - viewer.SentTick >= _options.KeepAliveTicks || (hashDue && _unsettledCount == 0);
        if (_selection.Count == 0 && !emptyIsUseful) return;
        if (_selection.Count > 0) viewer.BusyTick = now;
        if (viewer.Coder.IsDense) SendDense(viewer, now, feedback, hashDue, sink);
        else SendPackets(viewer, now, feedback, hashDue, sink);
    }

    /// <summary>Settles which coder serves the client this tick. In the flock, where most is shared, it is always the codebooks.</summary>
    private void BeginCoder(Viewer viewer)
    {
        bool canBeDense = viewer.ReadsDense && (viewer.Dense is not null || _dense.HasSpare);
        if (!viewer.IsInFlock) viewer.Coder.Follow(_options, viewer.ForcedCoder ?? _options.Coder, canBeDense, viewer.Rate.BytesPerSecond, _tickRateHz);
        _selection.OverheadBits = viewer.Coder.IsDense ? DenseWriter.OverheadBits : Selection.OverheadBitsMax;
        if (viewer.Coder.IsDense) _dense.Begin(viewer);
        else _dense.End(viewer);
    }

    /// <summary>
    /// For clients in the flock: first what is no page's, the player's own entities above all, within its part of the budget; then pages. What is left waiting without a page has bits saved up for it,
    /// or the pages, which always have something to say, would leave it none.
    /// </summary>
    private void WriteShared(Viewer viewer, Tick now, in InputFeedback feedback, bool hashDue, int perTick, ISnapshotSink sink)
    {
        const int AlwaysBits = 256;   // a few entities of one's own
        int records = viewer.RecordCount;
        int share = Math.Min(perTick / 2, AlwaysBits + (int)((long)perTick * records / (records + _interest.Flock.MemberCount + 1)));
        int reserve = viewer.ReserveBits + share;
        int candidates = _selection.Count;
        EncodeWhatFits(viewer, Math.Min(viewer.BudgetBits, reserve + SnapshotHeader.BitsMax));
        bool allFitted = _selection.Count == candidates;
        DeferredCount += candidates - _selection.Count;
        int spent = _selection.Count > 0 ? (int)_selection.Bits + SnapshotHeader.BitsMax : 0;
        viewer.ReserveBits = allFitted ? 0 : Math.Clamp(reserve - spent, 0, PacketComposer.PacketBits);
        _pageWriter.Choose(viewer, _interest.OwnMembers, _books.For(viewer.HeldBook), viewer.BudgetBits - (int)_selection.Bits - viewer.ReserveBits);
        _unsettledCount += _pageWriter.PendingCount;
        bool viewIsKnown = hashDue && _unsettledCount == 0;
        bool isQuiet = _selection.Count == 0 && !_pageWriter.HasChosen;
        bool emptyIsUseful = viewIsKnown || (isQuiet && (JustStopped(viewer, now) || now - viewer.SentTick >= _options.KeepAliveTicks));
        if (!isQuiet) viewer.BusyTick = now;
        if (_selection.Count > 0 || emptyIsUseful) SendPackets(viewer, now, feedback, viewIsKnown, sink);
        bool withHash = hashDue && !viewIsKnown && now - viewer.HashTick >= _hashPeriodTicks / 2;
        while (_pageWriter.TryNext(viewer, _interest.OwnMembers, HeaderOf(viewer, now, feedback), withHash, out ReadOnlySpan<byte> packet, out ReadOnlySpan<ushort> pages))
        {
            viewer.NotePagesSent(now, pages, packet.Length);
            CountPacket(packet.Length, _pageWriter.EntityCount);
            PagedEntityCount += _pageWriter.EntityCount;
            PageCount += pages.Length;
            sink.Send(viewer, packet);
            if (withHash) viewer.HashTick = now + _hashPeriodTicks - (_hashPeriodTicks / 2);
            withHash = false;
        }
    }

    /// <summary>The first tick without news says that everything stopped: a client need not guess that it went on.</summary>
    private static bool JustStopped(Viewer viewer, Tick now) => !viewer.BusyTick.IsNone && viewer.BusyTick.Next == now;

    /// <summary>Staggers the hashes of clients that join together.</summary>
    public void ScheduleHash(Viewer viewer) => viewer.HashTick = _history.Newest + 1 + (_hashPeriodTicks > 0 ? viewer.Player.Value % _hashPeriodTicks : 0);

    /// <summary>Chooses by estimated lengths with an eighth to spare, encodes what was chosen, and chooses again by the true ones.</summary>
    private void EncodeWhatFits(Viewer viewer, int budgetBits)
    {
        int candidates = _selection.Count;
        int budget = budgetBits - SnapshotHeader.BitsMax;
        if (_selection.Bits > budget) _selection.Fit(budget + (budget >> 3));
        Codebook book = _books.For(viewer.HeldBook);
        if (!viewer.Coder.IsDense) _deltas.Prefetch(_selection.Entities);
        foreach (ref SelectedEntity entity in _selection.Entities)
        {
            Visibility audience = viewer.Records[entity.Record].Audience;
            if (viewer.Coder.IsDense) _dense.Encode(ref entity, audience);
            else Encode(ref entity, audience, book);
            if (entity.Operation is EntityOperation.Delta or EntityOperation.DeltaAtAge) _deltaBits[entity.Slot] = (ushort)entity.Bits;
        }

        _selection.Sum();
        if (_selection.Bits > budget) _selection.Fit(budget);
        _unsettledCount += candidates - _selection.Count;
    }

    private void Encode(ref SelectedEntity entity, Visibility audience, Codebook book)
    {
        switch (entity.Operation)
        {
            case EntityOperation.Remove:
                break;
            case EntityOperation.Full:
                _deltas.Full(ref entity, audience);
                break;
            default:
                _deltas.Delta(ref entity, audience, book);
                break;
        }
    }

    private void SendPackets(Viewer viewer, Tick now, in InputFeedback feedback, bool hashDue, ISnapshotSink sink)
    {
        int first = 0;
        bool allInOne = _selection.Bits + SnapshotHeader.BitsMax <= PacketComposer.PacketBits && _selection.Count <= Limits.SnapshotEntities;
        do
        {
            ReadOnlySpan<SelectedEntity> rest = _selection.Entities[first..];
            int gapOrder = PacketComposer.GapOrder(rest);
            int count = allInOne ? rest.Length : PacketComposer.CountThatFits(rest, gapOrder, viewer.BaselineAge(now));
            ReadOnlySpan<SelectedEntity> entities = rest[..count];
            SnapshotHeader header = HeaderOf(viewer, now, feedback);
            header.BaselineAge = viewer.BaselineAge(now);
            header.GapOrder = gapOrder;
            header.EntityCount = count;
            if (hashDue && first == 0) AddHash(viewer, now, entities, count == _selection.Count && _unsettledCount == 0, ref header);
            ReadOnlySpan<byte> packet = _composer.Compose(header, entities);
            viewer.NoteSent(now, entities, packet.Length);
            if (count > 0) viewer.BudgetBits -= packet.Length * 8;   // empty ones come on top: charged, they alone could use up the smallest budget for ever
            CountPacket(packet.Length, count);
            sink.Send(viewer, packet);
            first += count;
        }
        while (first < _selection.Count);
    }

    /// <summary>The same for a client that is served by the dense coder. What turns out longer than it was priced at waits for the next tick.</summary>
    private void SendDense(Viewer viewer, Tick now, in InputFeedback feedback, bool hashDue, ISnapshotSink sink)
    {
        int first = 0;
        do
        {
            ReadOnlySpan<SelectedEntity> rest = _selection.Entities[first..];
            int bytesMax = rest.Length == 0 ? Limits.SnapshotBytes : Math.Min(Limits.SnapshotBytes, viewer.BudgetBits / 8);
            SnapshotHeader header = HeaderOf(viewer, now, feedback);
            header.BaselineAge = viewer.BaselineAge(now);
            int count = DenseWriter.CountThatFits(rest, bytesMax);
            if (hashDue && first == 0) AddHash(viewer, now, rest[..count], count == _selection.Count && _unsettledCount == 0, ref header);
            ReadOnlySpan<byte> packet;
            while (!_dense.TryCompose(header, rest[..count], bytesMax, out packet) && count > 0)
            {
                count--;
                header.HashScope = HashScope.None;   // it was over more than is sent
            }

            if (count == 0 && rest.Length > 0) return;
            _dense.NoteSent(viewer, header, rest[..count]);
            viewer.NoteSent(now, rest[..count], packet.Length);
            if (count > 0) viewer.BudgetBits -= packet.Length * 8;
            CountPacket(packet.Length, count);
            DensePacketCount++;
            sink.Send(viewer, packet);
            first += count;
        }
        while (first < _selection.Count);
    }

    private SnapshotHeader HeaderOf(Viewer viewer, Tick now, in InputFeedback feedback) => new()
    {
        Sequence = viewer.Sent.Next,
        TickLow = (ushort)now.Value,
        InputFresh = feedback.Fresh,
        InputLeadSixteenths = feedback.LeadSixteenths,
        Codebook = _books.For(viewer.HeldBook).Id,
    };

    private void CountPacket(int bytes, int entities)
    {
        PacketCount++;
        ByteCount += bytes;
        EntityCount += entities;
    }

    private void AddHash(Viewer viewer, Tick now, ReadOnlySpan<SelectedEntity> entities, bool viewIsKnown, ref SnapshotHeader header)
    {
        // The whole view can be hashed only when nothing is in flight; after a further period of waiting the packet's own entities have to do.
        if (!viewIsKnown && now - viewer.HashTick < _hashPeriodTicks / 2) return;
        ulong sum = 0;
        if (viewIsKnown)
        {
            if (viewer.IsInFlock) sum = _pageWriter.HashOfMembers(_interest.OwnMembers);
            foreach (ref readonly ViewRecord record in viewer.Records) _deltas.Rows.Prefetch(record.Slot, now);
            foreach (ref readonly ViewRecord record in viewer.Records)
            {
                if (record.State != ViewState.Leaving) sum += HashOf(record.Slot, record.Audience);
            }
        }
        else
        {
            foreach (ref readonly SelectedEntity entity in entities)
            {
                if (entity.Operation != EntityOperation.Remove) sum += HashOf(entity.Slot, viewer.Records[entity.Record].Audience);
            }
        }

        header.HashScope = viewIsKnown ? HashScope.View : HashScope.Packet;
        header.Hash = (uint)sum;
        viewer.HashTick = now + _hashPeriodTicks - (viewIsKnown ? 0 : _hashPeriodTicks / 2);   // what was waited counts
    }

    private ulong HashOf(ushort slot, Visibility audience)
    {
        EntityKind kind = _world.KindOf(slot);
        Span<int> row = stackalloc int[Limits.RowFields];
        row = row[..kind.FieldCountFor(audience)];
        _deltas.Rows.Read(_history.Newest, kind, slot, row).CopyTo(row);
        if (Mutations.Has(Mutation.SkipHashField)) row[^1] = 0;
        return RowHash.Of(slot, (byte)_world.Generations[slot], row);
    }
}
