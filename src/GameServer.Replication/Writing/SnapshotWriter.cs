using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Turns one client's view into this tick's packets: which records have something to say, which of those the byte budget holds, and the bytes. Runs once per client
/// and tick, after <see cref="InterestGrid"/> has settled who is in view. Only what the budget is likely to hold is encoded.
/// </summary>
internal sealed class SnapshotWriter
{
    /// <summary>An entity's first state is repeated at this pace until acknowledged: every tick would cost its whole row each time.</summary>
    private const int CreateResendTicks = 3;

    private const float RemovalPriority = 8;

    private readonly World _world;
    private readonly History _history;
    private readonly DeltaCache _deltas;
    private readonly RoomCodebooks _books;
    private readonly ReplicationOptions _options;
    private readonly PacketComposer _composer;
    private readonly Selection _selection;
    private readonly UpdatePace _pace;
    private readonly RoomInterest _interest;
    private readonly PageCache _pages;
    private readonly PageWriter _pageWriter;
    private readonly DenseWriter _dense;
    private readonly ushort[] _deltaBits;    // by slot: length of the last delta encoded, the guess at the next one's
    private readonly ushort[] _fullBits;     // by kind: length of a whole row
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
        _pace = new UpdatePace(world.Schema, history, tickRateHz);
        _deltaBits = new ushort[world.EntityCapacity];
        _fullBits = new ushort[world.Schema.Kinds.Length];
        _hashPeriodTicks = (int)Math.Ceiling(options.HashPeriodSeconds * tickRateHz);
        foreach (EntityKind kind in world.Schema.Kinds) _fullBits[kind.Index] = (ushort)RowCoder.FullBits(world.Schema, kind);
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
        Select(viewer, now, settles: hashDue && CanSettle(viewer, now));
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

    /// <summary>True when no creation and no removal is in flight: then everything else need only be sent for this packet's hash to speak of the whole view.</summary>
    private static bool CanSettle(Viewer viewer, Tick now)
    {
        foreach (ref readonly ViewRecord record in viewer.Records)
        {
            bool isLeaving = record.State == ViewState.Leaving;
            bool isNew = record.AckedTick.IsNone && now - record.SentTick < CreateResendTicks;
            if (!record.SentTick.IsNone && (isLeaving || isNew)) return false;
        }

        return true;
    }

    /// <param name="viewer">The client.</param>
    /// <param name="now">The tick to be shown.</param>
    /// <param name="settles">Once in a while: whatever changed is sent, even what could wait or is on its way, so that the client is known to hold all of this tick.</param>
    private void Select(Viewer viewer, Tick now, bool settles)
    {
        Span<ViewRecord> records = viewer.Records;
        ReadOnlySpan<Tick> publicChangedAt = _history.PublicChangedAt;
        int baselineAge = BaselineAge(viewer, now);
        _selection.Begin(records.Length);
        _pace.Begin(viewer, now);
        _unsettledCount = 0;
        for (int i = 0; i < records.Length; i++)
        {
            ref ViewRecord record = ref records[i];
            if (record.State == ViewState.Leaving)
            {
                if (record.SentTick.IsNone) Add(i, ref record, EntityOperation.Remove, 0, 0, RemovalPriority);
                else _unsettledCount++;
                continue;
            }

            Tick changedAt = (record.Audience == Visibility.Everyone ? publicChangedAt : _history.ChangedAt(record.Audience))[record.Slot];
            if (record.Audience == Visibility.Owner && viewer.OwnedStaleAt > changedAt) changedAt = viewer.OwnedStaleAt;
            if (record.AckedTick.IsNone)
            {
                if (record.SentTick.IsNone || now - record.SentTick >= CreateResendTicks) AddFull(i, ref record);
                else _unsettledCount++;
            }
            else if (changedAt <= record.AckedTick)
            {
                record.RideTo(now);   // unchanged since, so the client holds the present
            }
            else if (!settles && !record.SentTick.IsNone && changedAt <= record.SentTick)
            {
                _unsettledCount++;        // on its way
            }
            else if (!settles && record.Priority == 0 && record.Audience != Visibility.Owner && _pace.Withholds(_world.KindOf(record.Slot), record.Slot))
            {
                _unsettledCount++;        // far away, and its turn is in another tick
            }
            else
            {
                AddDelta(i, ref record, now, baselineAge);
            }
        }
    }

    /// <summary>Age of the state that a packet's deltas are coded against where they say nothing else; 0 for none.</summary>
    public static int BaselineAge(Viewer viewer, Tick now)
    {
        if (viewer.AckedTick.IsNone) return 0;
        int age = now - viewer.AckedTick;
        return age < Limits.HistoryTicks ? age : 0;
    }

    private void AddFull(int index, ref ViewRecord record)
    {
        EntityKind kind = _world.KindOf(record.Slot);
        Add(index, ref record, EntityOperation.Full, 0, _fullBits[kind.Index], kind.Priority);
    }

    /// <summary>
    /// Chooses the state to code against and how to name it. Naming the packet's own baseline B costs a bit, naming another tick eight; B means the newest state not after B
    /// that the client received, so it may be named whenever that state is known to equal the one coded against.
    /// </summary>
    private void AddDelta(int index, ref ViewRecord record, Tick now, int baselineAge)
    {
        int age = now - record.AckedTick;
        if (age >= Limits.HistoryTicks)
        {
            AddFull(index, ref record);
            return;
        }

        EntityOperation operation = EntityOperation.Delta;
        if (baselineAge == 0)
        {
            operation = EntityOperation.DeltaAtAge;
        }
        else if (age < baselineAge)
        {
            // Settled until now. The packet that brought its state was acknowledged, so it is not newer than B, and nothing has changed from it to the acknowledged tick.
            age = baselineAge;
        }
        else if (age > baselineAge && record.Audience == Visibility.Everyone && UnchangedBetween(record.Slot, age, baselineAge))
        {
            // The client's state is older than B and yet the same: it counts as B's from here on, and the encoding is the one that most clients share.
            age = baselineAge;
            record.RideTo(now - age);
        }
        else if (age > baselineAge && (record.SentTick.IsNone || record.SentTick > record.AckedTick))
        {
            operation = EntityOperation.DeltaAtAge;   // something was sent since, and who knows whether it arrived
        }

        // A moving delta saves more than naming its own tick costs; and the client finds the older state by the tick that is named, so that has to be the one coded against.
        DeltaForm form = HoldsOlder(record, age, now) ? DeltaForm.Moving : DeltaForm.Plain;
        if (form == DeltaForm.Moving && operation == EntityOperation.Delta && age != baselineAge) operation = EntityOperation.DeltaAtAge;
        Add(index, ref record, operation, age, _deltaBits[record.Slot], _world.KindOf(record.Slot).Priority, form);
    }

    /// <summary>True when the client is known to hold the state that a moving delta leans on: as acknowledged, or as it stayed until then.</summary>
    private bool HoldsOlder(in ViewRecord record, int age, Tick now)
    {
        int olderAge = age + Motion.OlderTicks;
        if (olderAge >= Limits.HistoryTicks || (uint)olderAge >= now.Value || now - olderAge < record.FirstTick) return false;
        int held = record.AgeHeldAt(now, olderAge);
        return held == olderAge || (held > olderAge && record.Audience == Visibility.Everyone && UnchangedBetween(record.Slot, held, olderAge));
    }

    /// <summary>True when no tick after the older age and up to the younger one changed anything that everyone sees. Ages are 1..63, <paramref name="older"/> the larger.</summary>
    private bool UnchangedBetween(ushort slot, int older, int younger)
    {
        ulong ticks = ((1UL << older) - 1) & ~((1UL << younger) - 1);
        return (_history.Changes[slot] & ticks) == 0;
    }

    private void Add(int index, ref ViewRecord record, EntityOperation operation, int age, int estimatedBits, float priority, DeltaForm form = DeltaForm.Plain)
    {
        record.Priority += priority;
        _selection.Add(new SelectedEntity
        {
            Record = index,
            Slot = record.Slot,
            Operation = operation,
            Age = (byte)age,
            Form = form,
            Bits = estimatedBits,
            Priority = record.Priority,
        });
    }

    /// <summary>Chooses by estimated lengths with an eighth to spare, encodes what was chosen, and chooses again by the true ones.</summary>
    private void EncodeWhatFits(Viewer viewer, int budgetBits)
    {
        int candidates = _selection.Count;
        int budget = budgetBits - SnapshotHeader.BitsMax;
        if (_selection.Bits > budget) _selection.Fit(budget + (budget >> 3));
        Codebook book = _books.For(viewer.HeldBook);
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
            int count = allInOne ? rest.Length : PacketComposer.CountThatFits(rest, gapOrder, BaselineAge(viewer, now));
            ReadOnlySpan<SelectedEntity> entities = rest[..count];
            SnapshotHeader header = HeaderOf(viewer, now, feedback);
            header.BaselineAge = BaselineAge(viewer, now);
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
            header.BaselineAge = BaselineAge(viewer, now);
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
        _history.ReadRow(_history.Newest, kind, slot, row);
        if (Mutations.Has(Mutation.SkipHashField)) row[^1] = 0;
        return RowHash.Of(slot, (byte)_world.Generations[slot], row);
    }
}
