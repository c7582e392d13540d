using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Finds which of a client's records have something to say in this tick, against which state each is best coded, and how long that will be, about. Encodes nothing.
/// </summary>
/// <param name="world">The room's state.</param>
/// <param name="history">Its past.</param>
/// <param name="deltas">Told what will be asked for.</param>
/// <param name="selection">Filled.</param>
/// <param name="deltaBits">By slot: length of the last delta encoded, the guess at the next one's.</param>
/// <param name="tickRateHz">1..128.</param>
internal sealed class UpdateCandidates(World world, History history, DeltaCache deltas, Selection selection, ushort[] deltaBits, int tickRateHz)
{
    /// <summary>An entity's first state is repeated at this pace until acknowledged: every tick would cost its whole row each time.</summary>
    private const int CreateResendTicks = 3;

    private const float RemovalPriority = 8;

    private readonly World _world = world;
    private readonly History _history = history;
    private readonly DeltaCache _deltas = deltas;
    private readonly Selection _selection = selection;
    private readonly UpdatePace _pace = new(world.Schema, history, tickRateHz);
    private readonly ushort[] _deltaBits = deltaBits;
    private readonly ushort[] _fullBits = FullBitsOf(world.Schema);   // by kind: length of a whole row

    /// <summary>True when no creation and no removal is in flight: then everything else need only be sent for this packet's hash to speak of the whole view.</summary>
    public static bool CanSettle(Viewer viewer, Tick now)
    {
        foreach (ref readonly ViewRecord record in viewer.Records)
        {
            bool isLeaving = record.State == ViewState.Leaving;
            bool isNew = record.AckedTick.IsNone && now - record.SentTick < CreateResendTicks;
            if (!record.SentTick.IsNone && (isLeaving || isNew)) return false;
        }

        return true;
    }

    /// <summary>Fills the selection with all that has something to say to a client.</summary>
    /// <param name="viewer">The client.</param>
    /// <param name="now">The tick to be shown.</param>
    /// <param name="settles">Once in a while: whatever changed is sent, even what could wait or is on its way, so that the client is known to hold all of this tick.</param>
    /// <returns>Records the client cannot be known to hold as they are, and that are not selected.</returns>
    public int Collect(Viewer viewer, Tick now, bool settles)
    {
        Span<ViewRecord> records = viewer.Records;
        ReadOnlySpan<Tick> publicChangedAt = _history.PublicChangedAt;
        int baselineAge = viewer.BaselineAge(now);
        _selection.Begin(records.Length);
        _pace.Begin(viewer, now);
        int unsettled = 0;
        for (int i = 0; i < records.Length; i++)
        {
            ref ViewRecord record = ref records[i];
            if (record.State == ViewState.Leaving)
            {
                if (record.SentTick.IsNone) Add(i, ref record, EntityOperation.Remove, 0, 0, RemovalPriority);
                else unsettled++;
                continue;
            }

            Tick changedAt = (record.Audience == Visibility.Everyone ? publicChangedAt : _history.ChangedAt(record.Audience))[record.Slot];
            if (record.Audience == Visibility.Owner && viewer.OwnedStaleAt > changedAt) changedAt = viewer.OwnedStaleAt;
            if (record.AckedTick.IsNone)
            {
                if (record.SentTick.IsNone || now - record.SentTick >= CreateResendTicks) AddFull(i, ref record);
                else unsettled++;
            }
            else if (changedAt <= record.AckedTick)
            {
                record.RideTo(now);   // unchanged since, so the client holds the present
            }
            else if (!settles && !record.SentTick.IsNone && changedAt <= record.SentTick)
            {
                unsettled++;        // on its way
            }
            else if (!settles && record.Priority == 0 && record.Audience != Visibility.Owner && _pace.Withholds(_world.KindOf(record.Slot), record.Slot))
            {
                unsettled++;        // far away, and its turn is in another tick
            }
            else
            {
                AddDelta(i, ref record, now, baselineAge);
            }
        }

        return unsettled;
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
        _deltas.Expect(record.Slot, age);
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

    private static ushort[] FullBitsOf(GameSchema schema)
    {
        ushort[] bits = new ushort[schema.Kinds.Length];
        foreach (EntityKind kind in schema.Kinds) bits[kind.Index] = (ushort)RowCoder.FullBits(schema, kind);
        return bits;
    }
}
