using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// One client's view of a room, on the server: which entities it is shown, what it has acknowledged of each, and what is on its way. Records are kept in slot order,
/// so that interest, acknowledgements and packets are all linear walks over two sorted lists.
/// </summary>
public sealed class Viewer
{
    /// <summary>A packet counts as lost once three later ones arrived: what TCP has used since 1988, and reordering in the wild rarely exceeds it.</summary>
    private const int ReorderPackets = 3;

    /// <summary>How long a late acknowledgement counts: a round trip of 1 s at 128 Hz, of 4 s at 30 Hz.</summary>
    private const int RememberTicks = 2 * Limits.HistoryTicks;

    /// <summary>Entities in view before the lists have to grow: 6 KiB each, and no game shows one player more unless it is a crowd.</summary>
    private const int RecordsAtStart = 256;

    private ViewRecord[] _records = new ViewRecord[RecordsAtStart];
    private ViewRecord[] _merged = new ViewRecord[RecordsAtStart];
    private Tick _resyncedAt;
    private int _ackDelayEighths = 8 * 4;   // smoothed ticks from sending to acknowledgement, in eighths

    /// <summary>A new client: nothing shown yet.</summary>
    /// <param name="player">The seat whose focus it follows.</param>
    /// <param name="tag">Whatever the owner of the viewer wants back in <see cref="ISnapshotSink.Send"/>.</param>
    public Viewer(PlayerSlot player, int tag)
    {
        Player = player;
        Tag = tag;
    }

    public PlayerSlot Player { get; }

    public int Tag { get; }

    /// <summary>Entities the client is shown, those on their way out included.</summary>
    public int RecordCount { get; private set; }

    /// <summary>Newest tick of which the client acknowledged a packet: the baseline most entities share.</summary>
    public Tick AckedTick { get; private set; }

    /// <summary>Packets acknowledged.</summary>
    public long AckedCount { get; private set; }

    /// <summary>Packets given up, those included whose acknowledgement came late after all.</summary>
    public long LostCount { get; private set; }

    /// <summary>Acknowledgements of packets never sent.</summary>
    public long ForgedAckCount { get; private set; }

    /// <summary>Bits the client may still be sent; refilled every tick.</summary>
    internal int BudgetBits;

    /// <summary>False until the player first looks at something: then nothing is near.</summary>
    internal bool HasCentre;
    internal int CentreX;
    internal int CentreY;
    internal Tick SentTick;
    internal Tick HashTick;

    internal SentPackets Sent { get; } = new();

    internal Span<ViewRecord> Records => _records.AsSpan(0, RecordCount);

    /// <summary>Takes in what the client says it applied. Numbers it cannot know are counted and ignored.</summary>
    public void Acknowledge(in AckWindow acks, Tick now)
    {
        if (!acks.Any) return;
        int ahead = PacketSequence.Distance(Sent.Next, acks.Newest);
        if (ahead is < 1 or > Limits.PacketsInFlight)
        {
            ForgedAckCount += ahead < 1 ? 1 : 0;
            return;
        }

        for (int behind = 0; behind <= 32; behind++)
        {
            ushort sequence = (ushort)(acks.Newest - behind);
            if (PacketSequence.Distance(sequence, Sent.Oldest) < 0) break;
            bool arrived = behind == 0 || ((acks.Bits >> (behind - 1)) & 1) != 0;
            ref SentPacket packet = ref Sent.At(sequence);
            if (arrived && packet.Fate != PacketFate.Arrived) Resolve(ref packet, now);
        }

        GiveUpOvertaken(acks.Newest);
    }

    /// <summary>Starts over: the client lost something it should have. At most once per history, whatever the client says.</summary>
    public void Resync(Tick now)
    {
        if (now - _resyncedAt < Limits.HistoryTicks && !_resyncedAt.IsNone) return;
        _resyncedAt = now;
        foreach (ref ViewRecord record in Records)
        {
            if (record.State == ViewState.Leaving) continue;
            record.FirstTick = now.Next;
            record.SentTick = Tick.None;
            record.AckedTick = Tick.None;
        }
    }

    /// <summary>Gives up packets that should have been acknowledged long ago.</summary>
    internal void ExpirePackets(Tick now)
    {
        int patienceTicks = (_ackDelayEighths / 4) + 4;   // twice the smoothed delay, and a little
        while (Sent.AnyPending)
        {
            ref SentPacket packet = ref Sent.At(Sent.OldestPending);
            if (now - packet.Tick <= patienceTicks) return;
            GiveUp(ref packet);
            Sent.SkipResolved();
        }
    }

    /// <summary>
    /// Replaces the records by the union of what is shown and what <paramref name="near"/> brings into sight. An entity to which the client now stands closer, or less close,
    /// starts over: its next state is a whole one under the new audience.
    /// </summary>
    internal void Merge(InterestSet near, World world, Tick now)
    {
        ReadOnlySpan<ushort> generations = world.Generations;
        int taken = 0;
        int count = 0;
        foreach (ushort slot in near)
        {
            while (taken < RecordCount && _records[taken].Slot < slot) Keep(ref _records[taken++], ref count, false, now);
            if (taken < RecordCount && _records[taken].Slot == slot)
            {
                ref ViewRecord record = ref _records[taken++];
                Visibility audience = world.AudienceOf(slot, Player);
                bool stays = record.Generation == generations[slot] && record.State != ViewState.Leaving;
                if (stays && record.Audience == audience) Keep(ref record, ref count, true, now);
                else if (stays || near.MayEnter(slot)) Append(ref count) = NewRecord(slot, generations[slot], audience, now, record.State);
                else Keep(ref record, ref count, false, now);
            }
            else if (near.MayEnter(slot))
            {
                Append(ref count) = NewRecord(slot, generations[slot], world.AudienceOf(slot, Player), now, ViewState.Unsent);
            }
        }

        while (taken < RecordCount) Keep(ref _records[taken++], ref count, false, now);
        (_records, _merged) = (_merged, _records);
        RecordCount = count;
    }

    /// <summary>Notes that the next packet carries these records, which are in slot order.</summary>
    internal void NoteSent(Tick now, ReadOnlySpan<SelectedEntity> entities)
    {
        ForgetOldPackets(now);
        Sent.Begin(now, entities.Length);
        foreach (ref readonly SelectedEntity entity in entities)
        {
            ref ViewRecord record = ref _records[entity.Record];
            Sent.AddSlot(record.Slot);
            record.SentTick = now;
            record.Priority = 0;
            if (record.State == ViewState.Unsent) record.State = ViewState.Shown;
        }

        SentTick = now;
    }

    // Where the client may still hold the slot's former state, the new one must not be dropped without a removal either.
    private static ViewRecord NewRecord(ushort slot, ushort generation, Visibility audience, Tick now, ViewState former) => new()
    {
        Slot = slot,
        Generation = generation,
        Audience = audience,
        FirstTick = now,
        State = former == ViewState.Unsent ? ViewState.Unsent : ViewState.Shown,
    };

    private void Keep(ref ViewRecord record, ref int count, bool inSight, Tick now)
    {
        if (inSight)
        {
            Append(ref count) = record;
            return;
        }

        if (record.State == ViewState.Unsent) return;
        if (record.State == ViewState.Shown)
        {
            record.State = ViewState.Leaving;
            record.FirstTick = now;
            record.SentTick = Tick.None;
            record.AckedTick = Tick.None;
        }

        Append(ref count) = record;
    }

    private ref ViewRecord Append(ref int count)
    {
        if (count == _merged.Length) Array.Resize(ref _merged, count * 2);
        if (_records.Length < _merged.Length) Array.Resize(ref _records, _merged.Length);
        return ref _merged[count++];
    }

    /// <summary>Forgets packets that were acknowledged or are too old to matter, and the oldest one if its place is needed.</summary>
    private void ForgetOldPackets(Tick now)
    {
        while (Sent.Oldest != Sent.Next)
        {
            ref SentPacket oldest = ref Sent.At(Sent.Oldest);
            if (oldest.Fate != PacketFate.Arrived && now - oldest.Tick <= RememberTicks && !Sent.IsFull) return;
            if (oldest.Fate == PacketFate.Pending) GiveUp(ref oldest);
            Sent.SkipResolved();
            Sent.ForgetOldest();
        }
    }

    private void GiveUpOvertaken(ushort newest)
    {
        Sent.SkipResolved();
        for (ushort sequence = Sent.OldestPending; PacketSequence.Distance(newest, sequence) >= ReorderPackets; sequence++)
        {
            ref SentPacket packet = ref Sent.At(sequence);
            if (packet.Fate == PacketFate.Pending) GiveUp(ref packet);
        }

        Sent.SkipResolved();
    }

    private void Resolve(ref SentPacket packet, Tick now)
    {
        packet.Fate = PacketFate.Arrived;
        AckedCount++;
        _ackDelayEighths += Math.Min(now - packet.Tick, Limits.HistoryTicks) - (_ackDelayEighths / 8);
        if (packet.Tick > AckedTick) AckedTick = packet.Tick;
        int record = 0;
        bool removed = false;
        for (int i = 0; i < packet.EntryCount; i++)
        {
            ushort slot = Sent.SlotOf(packet, i);
            while (record < RecordCount && _records[record].Slot < slot) record++;
            if (record == RecordCount || _records[record].Slot != slot) continue;
            removed |= AcknowledgeRecord(ref _records[record], packet.Tick);
        }

        if (removed) DropRemoved();
    }

    /// <returns>True when the client has acknowledged that the entity is gone.</returns>
    private static bool AcknowledgeRecord(ref ViewRecord record, Tick tick)
    {
        if (tick < record.FirstTick) return false;
        if (record.State == ViewState.Leaving)
        {
            // Since it left, packets that name it carried the removal.
            record.Generation = 0;
            return true;
        }

        if (tick > record.AckedTick) record.AckedTick = tick;
        return false;
    }

    private void DropRemoved()
    {
        int kept = 0;
        foreach (ref ViewRecord record in Records)
        {
            if (record.Generation != 0) _records[kept++] = record;
        }

        RecordCount = kept;
    }

    private void GiveUp(ref SentPacket packet)
    {
        packet.Fate = PacketFate.GivenUp;
        LostCount++;
        int record = 0;
        for (int i = 0; i < packet.EntryCount; i++)
        {
            ushort slot = Sent.SlotOf(packet, i);
            while (record < RecordCount && _records[record].Slot < slot) record++;
            if (record == RecordCount) return;
            if (_records[record].Slot == slot && _records[record].SentTick == packet.Tick) _records[record].SentTick = Tick.None;
        }
    }
}
