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

    /// <summary>In <see cref="OfferedBook"/>: came when there was a book already, and is to be sent it at once.</summary>
    internal const int NeverOffered = -1;

    private ViewRecord[] _records;
    private uint[] _found;   // the last tick's sightings
    private int _foundCount;
    private Tick _mergedTick;
    private int _teamChanges;   // of the world, when the records' audiences were last looked at
    private Tick _resyncedAt;
    private int _ackDelayEighths = 8 * 4;   // smoothed ticks from sending to acknowledgement, in eighths

    /// <summary>A new client: nothing shown yet.</summary>
    /// <param name="player">The seat whose focus it follows.</param>
    /// <param name="tag">Whatever the owner of the viewer wants back in <see cref="ISnapshotSink.Send"/>.</param>
    /// <param name="options">What it may be sent, and for how large a view to prepare; validated by the caller.</param>
    /// <param name="tickRateHz">1..128.</param>
    public Viewer(PlayerSlot player, int tag, ReplicationOptions options, int tickRateHz)
    {
        Player = player;
        Tag = tag;
        _records = new ViewRecord[options.EntitiesInView];
        _found = new uint[options.EntitiesInView];
        Rate = new SendRate(options, tickRateHz);
        Sent = new SentPackets(options.EntitiesInView);
    }

    public PlayerSlot Player { get; }

    /// <summary>Handed back with every packet.</summary>
    public int Tag { get; set; }

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

    /// <summary>Whether it is written to in the dense coder.</summary>
    public bool IsDense => Coder.IsDense;

    /// <summary>Snapshot payload per second that the client's path is thought to take.</summary>
    public int BytesPerSecond => Rate.BytesPerSecond;

    /// <summary>Bits the client may still be sent; refilled every tick.</summary>
    internal int BudgetBits;

    /// <summary>Where it looked from in the last tick it was published; nothing is near until its player first looks at something.</summary>
    internal ViewCentre Centre = ViewCentre.None;
    internal Tick FollowedTick;   // when the centre was last brought up to date
    internal Tick SentTick;

    /// <summary>Newest tick with entities in its packet.</summary>
    internal Tick BusyTick;

    /// <summary>Tick from which the client cannot be trusted to have predicted its own entities: they count as changed in it.</summary>
    internal Tick OwnedStaleAt;
    internal Tick HashTick;

    /// <summary>Number of the newest codebook the client says it holds.</summary>
    internal int HeldBook;

    /// <summary>Number of the newest codebook it was sent.</summary>
    internal int OfferedBook;

    /// <summary>Whether the client can read dense packets.</summary>
    internal bool ReadsDense;

    internal DenseChoice Coder;

    /// <summary>Number of the dense coder's last start for this client, as long as it is not used.</summary>
    internal int DenseStart;

    /// <summary>For tests: overrules the options.</summary>
    internal SnapshotCoder? ForcedCoder;

    /// <summary>What the dense coder keeps for the client; null while it is not used.</summary>
    internal DenseLink? Dense;

    /// <summary>True while the flock's pages stand for the records of its members.</summary>
    internal bool IsInFlock;
    internal Tick FlockTick;        // when that was last looked at
    internal Tick FlockAgainTick;   // not in it before
    internal int ReserveBits;       // of the budget, saved up for what is not in pages

    /// <summary>By page of the room's flock; empty where there can be none.</summary>
    internal PageView[] Pages { get; private set; } = [];

    /// <summary>Ticks from a packet to its acknowledgement, smoothed; a guess before the first.</summary>
    internal int AckDelayTicks => _ackDelayEighths / 8;

    internal SendRate Rate { get; }

    internal SentPackets Sent { get; }

    internal Span<ViewRecord> Records => _records.AsSpan(0, RecordCount);

    /// <summary>Where its player looked from in the last tick it was published, in the game's units.</summary>
    /// <param name="position">Where the game's entities stand.</param>
    /// <param name="x">Across.</param>
    /// <param name="y">Along.</param>
    /// <returns>False while the player has not looked at anything.</returns>
    public bool TryReadCentre(PositionSource position, out double x, out double y)
    {
        ReadOnlySpan<FieldSchema> fields = position.Component.Schema!.Fields;
        x = Centre.Exists ? fields[position.FieldX].Dequantize(Centre.X) : 0;
        y = Centre.Exists ? fields[position.FieldY].Dequantize(Centre.Y) : 0;
        return Centre.Exists;
    }

    /// <summary>Takes in what the client says it applied. Numbers it cannot know are counted and ignored.</summary>
    public void Acknowledge(in AckWindow acks, Tick now)
    {
        if (!acks.Any) return;
        int ahead = PacketSequence.Distance(Sent.Next, acks.Newest);
        if (ahead is < 1 or > Limits.PacketsInFlight && !Mutations.Has(Mutation.AckFromTheFuture))
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

    /// <summary>Takes in which codebook the client says it holds; a number it cannot know only makes its own packets unreadable to it.</summary>
    public void HoldsCodebook(int id) => HeldBook = id;

    /// <summary>Fetches what an acknowledgement or a tick of this view needs; see <see cref="CacheLine"/>.</summary>
    /// <param name="step">0, 1 and 2, each time for a few viewers in turn.</param>
    public void Prefetch(int step)
    {
        switch (step)
        {
            case 0:
                CacheLine.Fetch(ref _records);
                CacheLine.Fetch(ref _ackDelayEighths);
                CacheLine.Fetch(ref HashTick);
                break;
            case 1:
                Sent.PrefetchOwn();
                Rate.Prefetch();
                for (int i = 0; i < RecordCount; i += 2) CacheLine.Fetch(_records, i);   // 32 bytes each
                for (int i = 0; i < _foundCount; i += 16) CacheLine.Fetch(_found, i);
                break;
            default:
                Sent.Prefetch();
                break;
        }
    }

    /// <summary>Starts over: the client lost something it should have. At most once per history, whatever the client says.</summary>
    /// <returns>False when it was too soon again.</returns>
    public bool TryResync(Tick now)
    {
        if (now - _resyncedAt < Limits.HistoryTicks && !_resyncedAt.IsNone) return false;
        _resyncedAt = now;
        Dense?.Forget();
        Array.Fill(Pages, new PageView { FirstTick = now.Next });
        FlockAgainTick = now + Limits.HistoryTicks;   // pages could not tell any more what went before: out of the flock, with all that may be held
        foreach (ref ViewRecord record in Records)
        {
            if (record.State == ViewState.Leaving) continue;
            record.FirstTick = now.Next;
            record.SentTick = Tick.None;
            record.AckedTick = Tick.None;
        }

        return true;
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
    /// Brings the records in line with what was found: adds what may enter, starts the removal of what is not there any more. An entity to which the client now stands closer,
    /// or less close, starts over: its next state is a whole one under the new audience.
    /// </summary>
    /// <param name="found">Sightings in slot order.</param>
    /// <param name="world">The room's state.</param>
    /// <param name="now">Its tick.</param>
    /// <param name="entering">Scratch, as long as <paramref name="found"/> can be.</param>
    internal void Merge(ReadOnlySpan<uint> found, World world, Tick now, Span<ViewRecord> entering)
    {
        // The same sightings as a tick ago lead to the same records. A slot cannot have changed hands in between: it would have rested, unseen, for a whole history.
        bool isRecent = _mergedTick.Next == now && _teamChanges == world.TeamChanges;
        _mergedTick = now;
        _teamChanges = world.TeamChanges;
        if (isRecent && found.SequenceEqual(_found.AsSpan(0, _foundCount))) return;
        NoteFound(found);
        int entered = 0;
        int kept = 0;
        int first = 0;   // of a run of records that stay, and have yet to be moved to where the dropped ones were
        int taken = 0;
        int next = 0;
        while (true)
        {
            if (isRecent) SkipUnchanged(found, ref taken, ref next);
            if (next < found.Length && (taken == RecordCount || Sighting.Slot(found[next]) < _records[taken].Slot))
            {
                uint sighting = found[next++];
                if ((sighting & Sighting.MayEnter) != 0) entering[entered++] = NewRecord(Sighting.Slot(sighting), world, now, ViewState.Unsent);
                continue;
            }

            if (taken == RecordCount) break;
            ref ViewRecord record = ref _records[taken++];
            bool isFound = next < found.Length && Sighting.Slot(found[next]) == record.Slot;
            if (isFound ? Look(ref record, found[next++], world, now) : Hide(ref record, now)) continue;
            Keep(first, taken - 1, ref kept);
            first = taken;
        }

        Keep(first, RecordCount, ref kept);
        RecordCount = kept;
        Insert(entering[..entered]);
    }

    /// <summary>Notes that the next packet carries these records, which are in slot order.</summary>
    /// <param name="now">The tick it shows.</param>
    /// <param name="entities">What it carries.</param>
    /// <param name="bytes">How long it is.</param>
    internal void NoteSent(Tick now, ReadOnlySpan<SelectedEntity> entities, int bytes)
    {
        ForgetOldPackets(now);
        Sent.Begin(now, entities.Length, bytes);
        Rate.NoteSent(bytes);
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

    /// <summary>Notes that the next packet carries these pages of the flock.</summary>
    internal void NotePagesSent(Tick now, ReadOnlySpan<ushort> pages, int bytes)
    {
        ForgetOldPackets(now);
        Sent.Begin(now, pages.Length, bytes, carriesPages: true);
        Rate.NoteSent(bytes);
        foreach (ushort page in pages)
        {
            Sent.AddSlot(page);
            Pages[page].SentTick = now;
        }

        SentTick = now;
    }

    /// <summary>Takes memory for a flock of so many pages.</summary>
    internal void PreparePages(int count) => Pages = new PageView[count];

    /// <summary>Drops the records that pages stand for from now on: of members, but the client's own.</summary>
    internal void DropMembers(ReadOnlySpan<ulong> members, ReadOnlySpan<ushort> own)
    {
        int kept = 0;
        foreach (ref readonly ViewRecord record in Records)
        {
            bool isMember = (members[record.Slot] & 1) != 0 && own.BinarySearch(record.Slot) < 0;
            if (!isMember) _records[kept++] = record;
        }

        if (kept < RecordCount) _mergedTick = Tick.None;
        RecordCount = kept;
    }

    /// <summary>Adds records in slot order for what pages stood for until now. What has a record already keeps it.</summary>
    internal void AddRecords(Span<ViewRecord> added)
    {
        int count = 0;
        int record = 0;
        foreach (ref readonly ViewRecord candidate in added)
        {
            while (record < RecordCount && _records[record].Slot < candidate.Slot) record++;
            if (record == RecordCount || _records[record].Slot != candidate.Slot) added[count++] = candidate;
        }

        Insert(added[..count]);
        _mergedTick = Tick.None;
    }

    /// <summary>Moves a run of records down to where dropped ones were.</summary>
    private void Keep(int first, int end, ref int kept)
    {
        if (first != kept) _records.AsSpan(first, end - first).CopyTo(_records.AsSpan(kept));
        kept += end - first;
    }

    /// <summary>Puts records in slot order between those that are there, whose slots are others; the last first, so that each of the others moves once.</summary>
    private void Insert(ReadOnlySpan<ViewRecord> added)
    {
        if (RecordCount + added.Length > _records.Length) Array.Resize(ref _records, Math.Max(RecordCount + added.Length, _records.Length * 2));
        int end = RecordCount;
        for (int i = added.Length - 1; i >= 0; i--)
        {
            int place = end;
            while (place > 0 && _records[place - 1].Slot > added[i].Slot) place--;
            _records.AsSpan(place, end - place).CopyTo(_records.AsSpan(place + i + 1));
            _records[place + i] = added[i];
            end = place;
        }

        RecordCount += added.Length;
    }

    /// <summary>Moves past all records, and what was found with them, that stay as and where they are. Of views as old as the last tick: no slot has changed hands since.</summary>
    private void SkipUnchanged(ReadOnlySpan<uint> found, ref int taken, ref int next)
    {
        ReadOnlySpan<ViewRecord> records = Records;
        int record = taken;
        int sighting = next;
        while (record < records.Length)
        {
            const int NoSlot = int.MaxValue;
            int slot = sighting < found.Length ? Sighting.Slot(found[sighting]) : NoSlot;
            bool isLeaving = records[record].State == ViewState.Leaving;
            if (!isLeaving && records[record].Slot == slot)
            {
                record++;
                sighting++;
            }
            else if (isLeaving && records[record].Slot < slot)
            {
                record++;
            }
            else if (slot < records[record].Slot && (found[sighting] & Sighting.MayEnter) == 0)
            {
                sighting++;
            }
            else
            {
                break;
            }
        }

        if (record == records.Length)
        {
            while (sighting < found.Length && (found[sighting] & Sighting.MayEnter) == 0) sighting++;
        }

        taken = record;
        next = sighting;
    }

    private void NoteFound(ReadOnlySpan<uint> found)
    {
        if (_found.Length < found.Length) Array.Resize(ref _found, Math.Max(found.Length, _found.Length * 2));
        found.CopyTo(_found);
        _foundCount = found.Length;
    }

    // Where the client may still hold the slot's former state, the new one must not be dropped without a removal either.
    private ViewRecord NewRecord(ushort slot, World world, Tick now, ViewState former) => new()
    {
        Slot = slot,
        Generation = world.Generations[slot],
        Audience = world.AudienceOf(slot, Player),
        FirstTick = now,
        State = former == ViewState.Unsent ? ViewState.Unsent : ViewState.Shown,
    };

    /// <summary>Keeps, restarts or hides the record of a slot that was found.</summary>
    /// <returns>False when the record is to be dropped.</returns>
    private bool Look(ref ViewRecord record, uint sighting, World world, Tick now)
    {
        bool stays = record.Generation == world.Generations[record.Slot] && record.State != ViewState.Leaving;
        if (stays && record.Audience == world.AudienceOf(record.Slot, Player)) return true;
        if (!stays && (sighting & Sighting.MayEnter) == 0) return Hide(ref record, now);
        record = NewRecord(record.Slot, world, now, record.State);
        return true;
    }

    private static bool Hide(ref ViewRecord record, Tick now)
    {
        if (record.State == ViewState.Unsent || Mutations.Has(Mutation.ForgetDestroy)) return false;
        if (record.State != ViewState.Shown) return true;
        record.State = ViewState.Leaving;
        record.FirstTick = now;
        record.SentTick = Tick.None;
        record.AckedTick = Tick.None;
        return true;
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
        Rate.NoteArrived(packet.Tick, packet.Bytes, now);
        _ackDelayEighths += Math.Min(now - packet.Tick, Limits.HistoryTicks) - (_ackDelayEighths / 8);
        if (packet.Tick > AckedTick) AckedTick = packet.Tick;
        if (packet.CarriesPages) ResolvePages(packet);
        else ResolveRecords(packet);
    }

    private void ResolvePages(in SentPacket packet)
    {
        for (int i = 0; i < packet.EntryCount; i++)
        {
            ref PageView page = ref Pages[Sent.SlotOf(packet, i)];
            if (packet.Tick >= page.FirstTick && packet.Tick > page.AckedTick) page.AckedTick = packet.Tick;
        }
    }

    private void ResolveRecords(in SentPacket packet)
    {
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
        if (tick < record.FirstTick && !Mutations.Has(Mutation.ReuseFreedBaseline)) return false;
        if (record.State == ViewState.Leaving)
        {
            // Since it left, packets that name it carried the removal.
            record.Generation = 0;
            return true;
        }

        record.Acknowledge(tick);
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
        Rate.NoteLost(packet.Tick);
        if (packet.CarriesPages) GiveUpPages(packet);
        else GiveUpRecords(packet);
    }

    private void GiveUpPages(in SentPacket packet)
    {
        for (int i = 0; i < packet.EntryCount; i++)
        {
            ref PageView page = ref Pages[Sent.SlotOf(packet, i)];
            if (page.SentTick == packet.Tick) page.SentTick = Tick.None;
        }
    }

    private void GiveUpRecords(in SentPacket packet)
    {
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
