using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Decodes the dense packets of one client. It holds the client's end of the <see cref="DenseMemory"/> and moves it on as packets say which of them the server knows to have arrived.
/// Like its sibling it decodes a packet whole before any of it takes effect; only what was settled is learned at once, which is the same whichever packet says it.
/// </summary>
internal sealed class DenseReceiver(HeldEntities held, SnapshotScratch scratch)
{
    private const int NewestStarts = DenseHeader.Starts / 2;   // a start is older than the present one if it is this many ahead

    private readonly DenseMemory _memory = new(scratch.Books.DenseLayout(held.Schema));
    private readonly DenseLessons _lessons = new();
    private readonly byte[] _fates = new byte[DenseHeader.ToldMax];
    private bool _hasStarted;
    private int _start;
    private int _startGroup;
    private int _group;         // first one not learned from
    private int _count;         // entities decoded
    private int _newCount;      // of these, the ones the memory did not know, which come first
    private int _firstField;

    /// <summary>Decodes a packet into the scratch's entities.</summary>
    /// <param name="packet">The whole of it.</param>
    /// <param name="front">Its first bytes.</param>
    /// <param name="tick">That it shows.</param>
    /// <param name="header">What it says besides.</param>
    public SnapshotResult Decode(ReadOnlySpan<byte> packet, in DenseHeader front, Tick tick, out SnapshotHeader header)
    {
        header = new SnapshotHeader { Sequence = front.Sequence };
        if (packet.Length > scratch.Bytes.Length) return SnapshotResult.Malformed;
        _memory.Model.Prefetch();
        packet.CopyTo(scratch.Bytes);
        RangeReader coder = new(scratch.Bytes, DenseHeader.Bytes, packet.Length);
        if (!TryCatchUp(front, ref coder)) return SnapshotResult.BaselineMissing;
        DenseStream<RangeReader> stream = new(coder, _memory);
        stream.Front(ref header);
        if (stream.Failed) return SnapshotResult.Malformed;
        SnapshotResult result = Entities(ref stream, header.BaselineAge, tick);
        if (result != SnapshotResult.Applied) return result;
        if (!stream.Coder.IsAtEnd) return SnapshotResult.Malformed;
        header.EntityCount = _count;
        Note(header, tick);
        return SnapshotResult.Applied;
    }

    /// <summary>Brings the memory to where the packet's was when it was written; false when that cannot be done.</summary>
    private bool TryCatchUp(in DenseHeader front, ref RangeReader coder)
    {
        int group = front.MemoryGroup;
        bool isPresent = _hasStarted && front.Start == _start;
        if (front.IsFreshStart && !(isPresent && front.FirstTold == _startGroup))
        {
            bool isOlder = _hasStarted && ((front.Start - _start) & (DenseHeader.Starts - 1)) > NewestStarts;
            if (isOlder) return false;
            Restart(front.Start, front.FirstTold);
        }
        else if (!isPresent)
        {
            return false;
        }

        int missed = DenseHeader.Minus(group, _group);
        if (missed > front.Told) return false;   // too far behind, or ahead: the groups wrap
        for (int i = 0; i < front.Told; i++)
        {
            int fates = 0;
            for (int bit = 0; bit < DenseHeader.Group; bit++) fates |= coder.Code(0, DenseHeader.ArrivedChance) << bit;
            _fates[i] = (byte)fates;
        }

        int digest = 0;
        for (int bit = 0; bit < DenseHeader.DigestBits && front.Told > 0; bit++) digest |= coder.Code(0, 32_768) << bit;
        for (int i = front.Told - missed; i < front.Told; i++)
        {
            if (!HoldsLessons(DenseHeader.Minus(group, front.Told - i), _fates[i])) return false;
        }

        for (int i = front.Told - missed; i < front.Told; i++) Learn(_fates[i]);
        return front.Told == 0 || digest == ((int)_memory.Digest & ((1 << DenseHeader.DigestBits) - 1));
    }

    private void Restart(int start, int group)
    {
        _hasStarted = true;
        _start = start;
        _startGroup = group;
        _group = group;
        _memory.Forget();
        _lessons.Clear();
    }

    private bool HoldsLessons(int group, int fates)
    {
        for (int i = 0; i < DenseHeader.Group; i++)
        {
            if (((fates >> i) & 1) != 0 && !_lessons.Holds((ushort)((group * DenseHeader.Group) + i))) return false;
        }

        return true;
    }

    private void Learn(int fates)
    {
        for (int i = 0; i < DenseHeader.Group; i++)
        {
            if (((fates >> i) & 1) != 0) _memory.Learn(_lessons, (ushort)((_group * DenseHeader.Group) + i));
        }

        _group = DenseHeader.Minus(_group, -1);
    }

    private SnapshotResult Entities(ref DenseStream<RangeReader> stream, int baselineAge, Tick tick)
    {
        _count = 0;
        _firstField = 0;
        int previous = -1;
        int known = 0;
        while (stream.AnotherNew(previous))
        {
            stream.NewSlot(ref previous, 0);
            if (previous >= held.EntityCapacity || _memory.Knows((ushort)previous, ref known)) return SnapshotResult.Malformed;
            SnapshotResult result = Entity(ref stream, (ushort)previous, DenseOperation.Count, baselineAge, tick);
            if (result != SnapshotResult.Applied) return result;
        }

        _newCount = _count;
        int present = 0;
        for (int i = 0; i < _memory.KnownCount; i++)
        {
            present = stream.Present(i, present, 0);
            if (present == 0) continue;
            SnapshotResult result = Entity(ref stream, _memory.KnownSlot(i), _memory.LastOperation(i), baselineAge, tick);
            if (result != SnapshotResult.Applied) return result;
        }

        return SnapshotResult.Applied;
    }

    private SnapshotResult Entity(ref DenseStream<RangeReader> stream, ushort slot, int lastOperation, int baselineAge, Tick tick)
    {
        if (_count == Limits.SnapshotEntities) return SnapshotResult.Malformed;
        int word = stream.Operation(lastOperation, 0);
        int operation = DenseOperation.Of(word);
        ref SnapshotScratch.StagedEntity staged = ref scratch.Entities[_count];
        scratch.DenseWords[_count] = word | slot;
        staged.Entity = new ReplicatedEntity(slot, 0, 0, Visibility.Everyone);
        staged.FirstField = _firstField;
        staged.FieldCount = 0;
        staged.Age = operation switch
        {
            DenseOperation.RegularTickBefore => baselineAge + 1,
            DenseOperation.AtOwnAge => DenseOperation.AgeOf(word),
            _ => baselineAge,
        };
        staged.Form = operation switch
        {
            DenseOperation.Regular or DenseOperation.RegularTickBefore => DeltaForm.Regular,
            DenseOperation.Moving => DeltaForm.Moving,
            DenseOperation.AtOwnAge => DenseOperation.FormOf(word),
            _ => DeltaForm.Plain,
        };
        SnapshotResult result = SnapshotResult.Applied;
        switch (operation)
        {
            case DenseOperation.Remove:
                staged.Operation = EntityOperation.Remove;
                break;
            case DenseOperation.Full:
                staged.Operation = EntityOperation.Full;
                Full(ref stream, ref staged);
                break;
            default:
                staged.Operation = EntityOperation.Delta;
                result = stream.Failed ? SnapshotResult.Malformed : Delta(ref stream, slot, tick, ref staged);
                break;
        }

        _firstField += staged.FieldCount;
        _count++;
        return stream.Failed || stream.Coder.Overran ? SnapshotResult.Malformed : result;
    }

    private void Full(ref DenseStream<RangeReader> stream, ref SnapshotScratch.StagedEntity staged)
    {
        stream.Newcomer(ref staged.Entity, held.Schema);
        EntityKind kind = held.Schema.Kinds[staged.Entity.KindIndex];
        staged.FieldCount = kind.FieldCountFor(staged.Entity.Audience);
        stream.Whole(kind.Fields, scratch.Rows.AsSpan(staged.FirstField, staged.FieldCount));
    }

    private SnapshotResult Delta(ref DenseStream<RangeReader> stream, ushort slot, Tick tick, ref SnapshotScratch.StagedEntity staged)
    {
        SnapshotResult found = Find(slot, tick, ref staged, out ReadOnlySpan<int> baseline, out ReadOnlySpan<int> older);
        if (found != SnapshotResult.Applied) return found;
        staged.Entity = held.Entities[staged.Index];
        staged.FieldCount = baseline.Length;
        int kind = staged.Entity.KindIndex;
        RowStates states = new(baseline, older, Motion.Span(staged.Age), _memory.Gains.Gains(kind));
        stream.Row(kind, staged.Form, states, scratch.Rows.AsSpan(staged.FirstField, baseline.Length));
        return SnapshotResult.Applied;
    }

    private SnapshotResult Find(ushort slot, Tick tick, ref SnapshotScratch.StagedEntity staged, out ReadOnlySpan<int> baseline, out ReadOnlySpan<int> older)
    {
        baseline = default;
        older = default;
        int age = staged.Age;
        if (age is 0 or >= Limits.HistoryTicks || age >= tick.Value) return SnapshotResult.Malformed;
        Tick named = tick - age;
        if (!held.TryBaseline(slot, named, scratch, out staged.Index, out staged.Baseline, out baseline)) return SnapshotResult.BaselineMissing;
        if (staged.Form == DeltaForm.Plain) return SnapshotResult.Applied;
        if (named.Value <= Motion.OlderTicks) return SnapshotResult.Malformed;
        return held.TryOlder(staged.Index, named - Motion.OlderTicks, scratch, out older) ? SnapshotResult.Applied : SnapshotResult.BaselineMissing;
    }

    /// <summary>Keeps what the packet teaches, in slot order.</summary>
    private void Note(in SnapshotHeader header, Tick tick)
    {
        Span<int> order = scratch.DenseOrder.AsSpan(0, _count);
        Span<int> words = stackalloc int[Limits.SnapshotEntities];
        words = words[.._count];
        int fresh = 0;
        int known = _newCount;
        for (int i = 0; i < _count; i++)
        {
            bool takesNew = known == _count || (fresh < _newCount && scratch.Entities[fresh].Entity.Slot < scratch.Entities[known].Entity.Slot);
            order[i] = takesNew ? fresh++ : known++;
            words[i] = scratch.DenseWords[order[i]];
        }

        _lessons.Begin(header.Sequence, _group, header, words);
        int at = DenseLessons.FirstRow(header.Sequence, _count);
        for (int i = 0; i < _count; i++, at = at + 1 < _count ? at + 1 : 0)
        {
            ref SnapshotScratch.StagedEntity staged = ref scratch.Entities[order[at]];
            if (staged.Operation != EntityOperation.Delta) continue;
            Find(staged.Entity.Slot, tick, ref staged, out ReadOnlySpan<int> baseline, out ReadOnlySpan<int> older);
            RowStates states = new(baseline, older, 0, default);
            if (!_lessons.TryAddRow(staged.Entity.KindIndex, staged.Form, staged.Age, scratch.Rows.AsSpan(staged.FirstField, staged.FieldCount), states)) break;
        }
    }
}
