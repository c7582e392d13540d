using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// What one client is shown, a record per entity, in slot order: so that interest, acknowledgements and packets are all linear walks over two sorted lists.
/// </summary>
internal struct ViewRecords(PlayerSlot player, int capacity)
{
    private readonly PlayerSlot _player = player;
    private ViewRecord[] _records = new ViewRecord[capacity];
    private uint[] _found = new uint[capacity];   // the last tick's sightings
    private int _foundCount;
    private Tick _mergedTick;
    private int _teamChanges;   // of the world, when the records' audiences were last looked at

    public int Count { get; private set; }

    public readonly Span<ViewRecord> All => _records.AsSpan(0, Count);

    /// <summary>Fetches records and sightings; see <see cref="CacheLine"/>.</summary>
    public readonly void Prefetch()
    {
        for (int i = 0; i < Count; i += 2) CacheLine.Fetch(_records, i);   // 32 bytes each
        for (int i = 0; i < _foundCount; i += 16) CacheLine.Fetch(_found, i);
    }

    /// <summary>The client lost something it should have: each entity shown is sent whole again.</summary>
    public readonly void StartOver(Tick now)
    {
        foreach (ref ViewRecord record in All)
        {
            if (record.State == ViewState.Leaving) continue;
            record.FirstTick = now.Next;
            record.SentTick = Tick.None;
            record.AckedTick = Tick.None;
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
    public void Merge(ReadOnlySpan<uint> found, World world, Tick now, Span<ViewRecord> entering)
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
            if (next < found.Length && (taken == Count || Sighting.Slot(found[next]) < _records[taken].Slot))
            {
                uint sighting = found[next++];
                if ((sighting & Sighting.MayEnter) != 0) entering[entered++] = NewRecord(Sighting.Slot(sighting), world, now, ViewState.Unsent);
                continue;
            }

            if (taken == Count) break;
            ref ViewRecord record = ref _records[taken++];
            bool isFound = next < found.Length && Sighting.Slot(found[next]) == record.Slot;
            if (isFound ? Look(ref record, found[next++], world, now) : Hide(ref record, now)) continue;
            Keep(first, taken - 1, ref kept);
            first = taken;
        }

        Keep(first, Count, ref kept);
        Count = kept;
        Insert(entering[..entered]);
    }

    /// <summary>Drops the records that pages stand for from now on: of members, but the client's own.</summary>
    public void DropMembers(ReadOnlySpan<ulong> members, ReadOnlySpan<ushort> own)
    {
        int kept = 0;
        foreach (ref readonly ViewRecord record in All)
        {
            bool isMember = (members[record.Slot] & 1) != 0 && own.BinarySearch(record.Slot) < 0;
            if (!isMember) _records[kept++] = record;
        }

        if (kept < Count) _mergedTick = Tick.None;
        Count = kept;
    }

    /// <summary>Adds records in slot order for what pages stood for until now. What has a record already keeps it.</summary>
    public void Add(Span<ViewRecord> added)
    {
        int count = 0;
        int record = 0;
        foreach (ref readonly ViewRecord candidate in added)
        {
            while (record < Count && _records[record].Slot < candidate.Slot) record++;
            if (record == Count || _records[record].Slot != candidate.Slot) added[count++] = candidate;
        }

        Insert(added[..count]);
        _mergedTick = Tick.None;
    }

    /// <summary>Takes in that a packet arrived.</summary>
    public void Acknowledge(SentPackets sent, in SentPacket packet)
    {
        int record = 0;
        bool removed = false;
        for (int i = 0; i < packet.EntryCount; i++)
        {
            ushort slot = sent.SlotOf(packet, i);
            while (record < Count && _records[record].Slot < slot) record++;
            if (record == Count || _records[record].Slot != slot) continue;
            removed |= AcknowledgeRecord(ref _records[record], packet.Tick);
        }

        if (removed) DropRemoved();
    }

    /// <summary>What a lost packet carried is to be sent again, unless it was meanwhile.</summary>
    public readonly void GiveUp(SentPackets sent, in SentPacket packet)
    {
        int record = 0;
        for (int i = 0; i < packet.EntryCount; i++)
        {
            ushort slot = sent.SlotOf(packet, i);
            while (record < Count && _records[record].Slot < slot) record++;
            if (record == Count) return;
            if (_records[record].Slot == slot && _records[record].SentTick == packet.Tick) _records[record].SentTick = Tick.None;
        }
    }

    /// <summary>Moves a run of records down to where dropped ones were.</summary>
    private readonly void Keep(int first, int end, ref int kept)
    {
        if (first != kept) _records.AsSpan(first, end - first).CopyTo(_records.AsSpan(kept));
        kept += end - first;
    }

    /// <summary>Puts records in slot order between those that are there, whose slots are others; the last first, so that each of the others moves once.</summary>
    private void Insert(ReadOnlySpan<ViewRecord> added)
    {
        if (Count + added.Length > _records.Length) Array.Resize(ref _records, Math.Max(Count + added.Length, _records.Length * 2));
        int end = Count;
        for (int i = added.Length - 1; i >= 0; i--)
        {
            int place = end;
            while (place > 0 && _records[place - 1].Slot > added[i].Slot) place--;
            _records.AsSpan(place, end - place).CopyTo(_records.AsSpan(place + i + 1));
            _records[place + i] = added[i];
            end = place;
        }

        Count += added.Length;
    }

    /// <summary>Moves past all records, and what was found with them, that stay as and where they are. Of views as old as the last tick: no slot has changed hands since.</summary>
    private readonly void SkipUnchanged(ReadOnlySpan<uint> found, ref int taken, ref int next)
    {
        ReadOnlySpan<ViewRecord> records = All;
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
    private readonly ViewRecord NewRecord(ushort slot, World world, Tick now, ViewState former) => new()
    {
        Slot = slot,
        Generation = world.Generations[slot],
        Audience = world.AudienceOf(slot, _player),
        FirstTick = now,
        State = former == ViewState.Unsent ? ViewState.Unsent : ViewState.Shown,
    };

    /// <summary>Keeps, restarts or hides the record of a slot that was found.</summary>
    /// <returns>False when the record is to be dropped.</returns>
    private readonly bool Look(ref ViewRecord record, uint sighting, World world, Tick now)
    {
        bool stays = record.Generation == world.Generations[record.Slot] && record.State != ViewState.Leaving;
        if (stays && record.Audience == world.AudienceOf(record.Slot, _player)) return true;
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
        foreach (ref ViewRecord record in All)
        {
            if (record.Generation != 0) _records[kept++] = record;
        }

        Count = kept;
    }
}
