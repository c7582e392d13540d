using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Turns one client's view into this tick's packets: which records have something to say, which of those the byte budget holds, and the bytes. Runs once per client
/// and tick, after <see cref="InterestGrid"/> has settled who is in view.
/// </summary>
internal sealed class SnapshotWriter(World world, History history, DeltaCache deltas, ReplicationOptions options, int tickRateHz)
{
    /// <summary>An entity's first state is repeated at this pace until acknowledged: every tick would cost its whole row each time.</summary>
    private const int CreateResendTicks = 3;

    /// <summary>What an entity costs besides its body, at most: gap code and operation.</summary>
    private const int OverheadBitsMax = 33 + 9;

    private const int PacketBits = Limits.SnapshotBytes * 8;
    private const int PriorityBuckets = 64;

    private readonly byte[] _packet = new byte[Limits.SnapshotBytes];
    private readonly int[] _bucketBits = new int[PriorityBuckets];
    private readonly int _budgetBitsPerTick = (int)Math.Clamp(options.BytesPerSecond * 8L / tickRateHz, 1, Limits.PacketsPerTick * PacketBits);
    private readonly int _hashPeriodTicks = (int)Math.Ceiling(options.HashPeriodSeconds * tickRateHz);
    private SelectedEntity[] _selected = new SelectedEntity[256];
    private int _selectedCount;
    private int _selectedBits;
    private int _unsettledCount;   // records the client cannot be known to hold as they are, and that are not selected

    public long PacketCount { get; private set; }

    public long ByteCount { get; private set; }

    public long EntityCount { get; private set; }

    /// <summary>Writes and sends this tick's packets for one client.</summary>
    public void Write(Viewer viewer, in InputFeedback feedback, ISnapshotSink sink)
    {
        Tick now = history.Newest;
        viewer.ExpirePackets(now);
        viewer.BudgetBits = Math.Min(viewer.BudgetBits + _budgetBitsPerTick, Math.Max(2 * _budgetBitsPerTick, PacketBits));
        Select(viewer, now);
        if (_selectedBits > viewer.BudgetBits) FitBudget(viewer);
        bool hashDue = _hashPeriodTicks > 0 && now >= viewer.HashTick;
        bool emptyIsUseful = now - viewer.SentTick >= options.KeepAliveTicks || (hashDue && _unsettledCount == 0);
        if (_selectedCount == 0 && !emptyIsUseful) return;
        SendPackets(viewer, now, feedback, hashDue, sink);
    }

    /// <summary>Staggers the hashes of clients that join together.</summary>
    public void ScheduleHash(Viewer viewer) => viewer.HashTick = history.Newest + 1 + (_hashPeriodTicks > 0 ? viewer.Player.Value % _hashPeriodTicks : 0);

    private void Select(Viewer viewer, Tick now)
    {
        Span<ViewRecord> records = viewer.Records;
        if (_selected.Length < records.Length) Array.Resize(ref _selected, Math.Max(records.Length, _selected.Length * 2));
        ReadOnlySpan<Tick> publicChangedAt = history.PublicChangedAt;
        int baselineAge = BaselineAge(viewer, now);
        _selectedCount = 0;
        _selectedBits = SnapshotHeader.BitsMax;
        _unsettledCount = 0;
        for (int i = 0; i < records.Length; i++)
        {
            ref ViewRecord record = ref records[i];
            if (record.State == ViewState.Leaving)
            {
                if (record.SentTick.IsNone) Add(i, ref record, EntityOperation.Remove, 0, 0, 0, 8);
                else _unsettledCount++;
                continue;
            }

            Tick changedAt = (record.Audience == Visibility.Everyone ? publicChangedAt : history.ChangedAt(record.Audience))[record.Slot];
            if (record.AckedTick.IsNone)
            {
                if (record.SentTick.IsNone || now - record.SentTick >= CreateResendTicks) AddFull(i, ref record);
                else _unsettledCount++;
            }
            else if (changedAt <= record.AckedTick)
            {
                record.AckedTick = now;   // unchanged since, so the client holds the present
            }
            else if (!record.SentTick.IsNone && changedAt <= record.SentTick)
            {
                _unsettledCount++;        // on its way
            }
            else
            {
                AddDelta(i, ref record, now, baselineAge);
            }
        }
    }

    private static int BaselineAge(Viewer viewer, Tick now)
    {
        if (viewer.AckedTick.IsNone) return 0;
        int age = now - viewer.AckedTick;
        return age < Limits.HistoryTicks ? age : 0;
    }

    private void AddFull(int index, ref ViewRecord record)
    {
        deltas.Full(record.Slot, record.Audience, out int word, out int bits);
        Add(index, ref record, EntityOperation.Full, 0, word, bits, world.KindOf(record.Slot).Priority);
    }

    private void AddDelta(int index, ref ViewRecord record, Tick now, int baselineAge)
    {
        int age = now - record.AckedTick;
        if (age >= Limits.HistoryTicks)
        {
            AddFull(index, ref record);
            return;
        }

        // The client's state may be older than the packet's baseline and yet the same: then it counts as the newer one from here on.
        if (age > baselineAge && baselineAge > 0 && record.Audience == Visibility.Everyone && UnchangedBetween(record.Slot, age, baselineAge))
        {
            age = baselineAge;
            record.AckedTick = now - age;
        }

        deltas.Delta(record.Slot, age, record.Audience, out int word, out int bits);
        EntityOperation operation = age == baselineAge ? EntityOperation.Delta : EntityOperation.DeltaAtAge;
        Add(index, ref record, operation, age, word, bits, world.KindOf(record.Slot).Priority);
    }

    /// <summary>True when no tick after the older age and up to the younger one changed anything that everyone sees. Ages are 1..63, <paramref name="older"/> the larger.</summary>
    private bool UnchangedBetween(ushort slot, int older, int younger)
    {
        ulong ticks = ((1UL << older) - 1) & ~((1UL << younger) - 1);
        return (history.Changes[slot] & ticks) == 0;
    }

    private void Add(int index, ref ViewRecord record, EntityOperation operation, int age, int word, int bits, float priority)
    {
        record.Priority += priority;
        _selected[_selectedCount++] = new SelectedEntity
        {
            Record = index,
            Slot = record.Slot,
            Operation = operation,
            Age = (byte)age,
            Word = word,
            Bits = bits,
            Priority = record.Priority,
        };
        _selectedBits += bits + OverheadBitsMax;
    }

    /// <summary>
    /// Keeps what matters most when not everything fits: a counting pass over priority classes finds the lowest class that still fits in part, so the cost is
    /// linear in the number of candidates. What is left out keeps its priority and adds to it, so nothing starves.
    /// </summary>
    private void FitBudget(Viewer viewer)
    {
        Span<SelectedEntity> candidates = _selected.AsSpan(0, _selectedCount);
        Array.Clear(_bucketBits);
        foreach (ref readonly SelectedEntity candidate in candidates) _bucketBits[BucketOf(candidate.Priority)] += candidate.Bits + OverheadBitsMax;
        int left = viewer.BudgetBits - SnapshotHeader.BitsMax;
        int bucket = PriorityBuckets - 1;
        while (bucket > 0 && left >= _bucketBits[bucket]) left -= _bucketBits[bucket--];

        int kept = 0;
        foreach (ref readonly SelectedEntity candidate in candidates)
        {
            int own = BucketOf(candidate.Priority);
            int bits = candidate.Bits + OverheadBitsMax;
            bool keep = own > bucket || (own == bucket && left >= bits);
            if (own == bucket && keep) left -= bits;
            if (keep) _selected[kept++] = candidate;
        }

        _unsettledCount += _selectedCount - kept;
        _selectedCount = kept;
    }

    /// <summary>Priorities 0.. in quarter-octave classes: a record that waited twice as long is four classes up.</summary>
    private static int BucketOf(float priority)
    {
        int bits = BitConverter.SingleToInt32Bits(priority);
        return Math.Clamp((bits >> 21) - (124 << 2), 0, PriorityBuckets - 1);
    }

    private void SendPackets(Viewer viewer, Tick now, in InputFeedback feedback, bool hashDue, ISnapshotSink sink)
    {
        int first = 0;
        do
        {
            ReadOnlySpan<SelectedEntity> rest = _selected.AsSpan(first, _selectedCount - first);
            int gapOrder = GapOrder(rest);
            int count = CountThatFits(rest, gapOrder);
            ReadOnlySpan<SelectedEntity> entities = rest[..count];
            SnapshotHeader header = new()
            {
                Sequence = viewer.Sent.Next,
                TickLow = (ushort)now.Value,
                InputFresh = feedback.Fresh,
                InputLead = Math.Clamp(feedback.Lead, -32, SnapshotHeader.LeadMax),
                BaselineAge = BaselineAge(viewer, now),
                GapOrder = gapOrder,
                EntityCount = count,
            };
            if (hashDue && first == 0) AddHash(viewer, now, entities, count == _selectedCount && _unsettledCount == 0, ref header);
            viewer.NoteSent(now, entities);
            int length = WritePacket(header, entities);
            if (count > 0) viewer.BudgetBits -= length * 8;   // empty ones come on top: charged, they alone could use up the smallest budget for ever
            PacketCount++;
            ByteCount += length;
            EntityCount += count;
            sink.Send(viewer, _packet.AsSpan(0, length));
            first += count;
        }
        while (first < _selectedCount);
    }

    private void AddHash(Viewer viewer, Tick now, ReadOnlySpan<SelectedEntity> entities, bool viewIsKnown, ref SnapshotHeader header)
    {
        // The whole view can be hashed only when nothing is in flight; after a further period of waiting the packet's own entities have to do.
        if (!viewIsKnown && now - viewer.HashTick < _hashPeriodTicks / 2) return;
        ulong sum = 0;
        if (viewIsKnown)
        {
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
        viewer.HashTick = now + _hashPeriodTicks;
    }

    private ulong HashOf(ushort slot, Visibility audience)
    {
        EntityKind kind = world.KindOf(slot);
        Span<int> row = stackalloc int[Limits.RowFields];
        row = row[..kind.FieldCountFor(audience)];
        history.ReadRow(history.Newest, kind, slot, row);
        return RowHash.Of(slot, (byte)world.Generations[slot], row);
    }

    private static int GapOrder(ReadOnlySpan<SelectedEntity> entities)
    {
        if (entities.Length == 0) return 0;
        int averageGap = entities[^1].Slot / entities.Length;
        return Math.Min(15, BitMath.BitLength((uint)averageGap >> 1));
    }

    private static int CountThatFits(ReadOnlySpan<SelectedEntity> entities, int gapOrder)
    {
        int bits = SnapshotHeader.BitsMax;
        int previous = -1;
        int count = 0;
        foreach (ref readonly SelectedEntity entity in entities)
        {
            bits += GapBits(entity.Slot - previous - 1, gapOrder) + OperationBits(entity.Operation) + entity.Bits;
            if (bits > PacketBits || count == Limits.SnapshotEntities) break;
            previous = entity.Slot;
            count++;
        }

        return count;
    }

    private static int GapBits(int gap, int order) => (2 * BitMath.BitLength((uint)((gap >> order) + 1))) - 1 + order;

    private static int OperationBits(EntityOperation operation) => operation switch
    {
        EntityOperation.Delta => 1,
        EntityOperation.DeltaAtAge => 2 + 6,
        _ => 3,
    };

    private int WritePacket(in SnapshotHeader header, ReadOnlySpan<SelectedEntity> entities)
    {
        BitWriter writer = new(_packet);
        header.Write(ref writer);
        int previous = -1;
        foreach (ref readonly SelectedEntity entity in entities)
        {
            writer.WriteExpGolomb((uint)(entity.Slot - previous - 1), header.GapOrder);
            previous = entity.Slot;
            switch (entity.Operation)
            {
                case EntityOperation.Delta:
                    writer.Write(0, 1);
                    break;
                case EntityOperation.DeltaAtAge:
                    writer.Write(0b01, 2);
                    writer.Write(entity.Age, 6);
                    break;
                case EntityOperation.Full:
                    writer.Write(0b011, 3);
                    break;
                case EntityOperation.Remove:
                    writer.Write(0b111, 3);
                    continue;
            }

            writer.WriteWords(deltas.Words(entity.Word), entity.Bits);
        }

        int length = writer.Finish();
        Check.That(!writer.Overflowed);
        return length;
    }
}
