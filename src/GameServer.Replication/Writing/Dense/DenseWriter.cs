using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Writes the packets of clients that are short of bandwidth. Nothing of them is shared: each body is priced under the client's own memory, and what is chosen is said through a range coder. One
/// instance serves all clients of a room in turn.
/// </summary>
internal sealed class DenseWriter
{
    /// <summary>What an entity costs besides its body, usually: whether it is there, and what is said of it.</summary>
    public const int OverheadBits = 8;

    /// <summary>Decisions of the longest body: per field one of 1 + 30 + 30 + 1 for a residual, more than a whole field's bits, and the masks.</summary>
    private const int BodyDecisionsMax = (Limits.RowFields * (62 + 11)) + 64;

    private const int NoBody = -1;
    private const int HashBytes = 8;   // with the scope, at its dearest

    private readonly World _world;
    private readonly History _history;
    private readonly DenseLayout _layout;
    private readonly Stack<DenseLink> _free = new();
    private readonly byte[] _packet = new byte[Limits.SnapshotBytes + (2 * BodyDecisionsMax) + 1024];
    private readonly int[] _words = new int[Limits.SnapshotEntities];
    private readonly int[] _places = new int[Limits.SnapshotEntities];
    private int[] _decisions = new int[2 * BodyDecisionsMax];   // per body: the index after its last one, then its decisions
    private int _decisionCount;
    private DenseLink _link = null!;

    /// <summary>A writer for at most <paramref name="clients"/> clients at once.</summary>
    public DenseWriter(World world, History history, int clients)
    {
        _world = world;
        _history = history;
        _layout = DenseLayout.Of(world.Schema);
        for (int i = 0; i < clients; i++) _free.Push(new DenseLink(_layout));
    }

    /// <summary>True when one more client can be served.</summary>
    public bool HasSpare => _free.Count > 0;

    /// <summary>Bodies coded since the start.</summary>
    public long EncodedCount { get; private set; }

    /// <summary>Gives a client what it takes to be served, of which there must be a spare, and brings it up to date.</summary>
    public void Begin(Viewer viewer)
    {
        if (viewer.Dense is null)
        {
            viewer.Dense = _free.Pop();
            viewer.Dense.Start = viewer.DenseStart;
            viewer.Dense.Forget();
        }

        _link = viewer.Dense;
        _link.Memory.Model.Prefetch();
        _link.Settle(viewer.Sent);
        _decisionCount = 0;
    }

    /// <summary>Takes back what the client needs no longer.</summary>
    public void End(Viewer viewer)
    {
        if (viewer.Dense is null) return;
        viewer.DenseStart = viewer.Dense.Start;
        _free.Push(viewer.Dense);
        viewer.Dense = null;
    }

    /// <summary>Codes and prices a body: fills in its place, its length rounded up, and whether it is regular.</summary>
    public void Encode(ref SelectedEntity entity, Visibility audience)
    {
        if (entity.Operation == EntityOperation.Remove) return;
        EncodedCount++;
        if (_decisionCount + BodyDecisionsMax + 1 > _decisions.Length) Array.Resize(ref _decisions, _decisions.Length * 2);
        EntityKind kind = _world.KindOf(entity.Slot);
        Span<int> rows = stackalloc int[3 * Limits.RowFields];
        Span<int> row = rows[..kind.FieldCountFor(audience)];
        _history.ReadRow(_history.Newest, kind, entity.Slot, row);
        DenseStream<DecisionRecorder> stream = new(new DecisionRecorder(_decisions, _decisionCount + 1), _link.Memory);
        if (entity.Operation == EntityOperation.Full)
        {
            ReplicatedEntity newcomer = new(entity.Slot, (byte)_world.Generations[entity.Slot], (byte)kind.Index, audience);
            stream.Newcomer(ref newcomer, _world.Schema);
            stream.Whole(kind.Fields, row);
        }
        else
        {
            RowStates states = StatesOf(entity, kind, rows, row.Length);
            RowPlan plan = _layout.SitesOf(kind.Index).Plan;
            if (entity.Form != DeltaForm.Plain) entity.Form = RowWalk.IsRegular(plan, states, row) ? DeltaForm.Regular : DeltaForm.Moving;
            stream.Row(kind.Index, entity.Form, states, row);
        }

        entity.Word = _decisionCount;
        entity.Bits = (stream.Coder.Cost + DecisionRecorder.CostUnits - 1) / DecisionRecorder.CostUnits;
        _decisionCount = stream.Coder.End;
        _decisions[entity.Word] = _decisionCount;
    }

    /// <summary>How many of the entities a packet of so many bytes is likely to hold.</summary>
    public static int CountThatFits(ReadOnlySpan<SelectedEntity> entities, int bytesMax)
    {
        int bits = (DenseHeader.Bytes + HashBytes) * 8;
        int count = 0;
        while (count < Math.Min(entities.Length, Limits.SnapshotEntities) && (bits += entities[count].Bits + OverheadBits) <= bytesMax * 8) count++;
        return count;
    }

    /// <summary>Writes a packet, which is valid until the next one.</summary>
    /// <param name="header">What it says besides its entities.</param>
    /// <param name="entities">What it carries, encoded before.</param>
    /// <param name="bytesMax">How long it may be.</param>
    /// <param name="packet">The packet.</param>
    /// <returns>False when it would be longer.</returns>
    public bool TryCompose(scoped in SnapshotHeader header, scoped ReadOnlySpan<SelectedEntity> entities, int bytesMax, out ReadOnlySpan<byte> packet)
    {
        packet = default;
        BitWriter front = new(_packet);
        _link.HeaderOf(header.Sequence, _history.Newest).Write(ref front);
        front.Finish();
        for (int i = 0; i < entities.Length; i++)
        {
            _words[i] = WordOf(entities[i], header.BaselineAge);
            _places[i] = entities[i].Operation == EntityOperation.Remove ? NoBody : entities[i].Word;
        }

        RangeWriter coder = new(_packet, DenseHeader.Bytes);
        _link.Tell(ref coder);
        DenseStream<RangeWriter> stream = new(coder, _link.Memory);
        SnapshotHeader said = header;
        stream.Front(ref said);
        Bodies bodies = new(_decisions, _places, bytesMax);
        if (!stream.Entities(_words.AsSpan(0, entities.Length), ref bodies)) return false;
        int bytes = stream.Coder.Finish();
        packet = _packet.AsSpan(0, bytes);
        return bytes <= bytesMax;
    }

    /// <summary>Keeps what the packet last composed teaches.</summary>
    public void NoteSent(Viewer viewer, in SnapshotHeader header, ReadOnlySpan<SelectedEntity> entities)
    {
        _link.Lessons.Begin(header.Sequence, _link.Group, header, _words.AsSpan(0, entities.Length));
        Span<int> rows = stackalloc int[3 * Limits.RowFields];
        int at = DenseLessons.FirstRow(header.Sequence, entities.Length);
        for (int i = 0; i < entities.Length; i++, at = at + 1 < entities.Length ? at + 1 : 0)
        {
            ref readonly SelectedEntity entity = ref entities[at];
            if (entity.Operation is EntityOperation.Full or EntityOperation.Remove) continue;
            EntityKind kind = _world.KindOf(entity.Slot);
            int fieldCount = kind.FieldCountFor(viewer.Records[entity.Record].Audience);
            _history.ReadRow(_history.Newest, kind, entity.Slot, rows[..fieldCount]);
            if (!_link.Lessons.TryAddRow(kind.Index, entity.Form, entity.Age, rows[..fieldCount], StatesOf(entity, kind, rows, fieldCount))) return;
        }
    }

    /// <summary>Reads what the client holds of an entity behind its present row.</summary>
    private RowStates StatesOf(in SelectedEntity entity, EntityKind kind, Span<int> rows, int fieldCount)
    {
        Span<int> baseline = rows.Slice(Limits.RowFields, fieldCount);
        Span<int> older = entity.Form == DeltaForm.Plain ? default : rows.Slice(2 * Limits.RowFields, fieldCount);
        int offByOne = Mutations.Has(Mutation.BaselineOffByOne) ? 1 : 0;
        _history.ReadRow(_history.Newest - entity.Age + offByOne, kind, entity.Slot, baseline);
        if (!older.IsEmpty) _history.ReadRow(_history.Newest - entity.Age - Motion.OlderTicks, kind, entity.Slot, older);
        return new RowStates(baseline, older, Motion.Span(entity.Age), _link.Memory.Gains.Gains(kind.Index));
    }

    private static int WordOf(in SelectedEntity entity, int baselineAge)
    {
        int operation = entity.Operation switch
        {
            EntityOperation.Full => DenseOperation.Full,
            EntityOperation.Remove => DenseOperation.Remove,
            EntityOperation.Delta => entity.Form switch
            {
                DeltaForm.Regular => DenseOperation.Regular,
                DeltaForm.Moving => DenseOperation.Moving,
                _ => DenseOperation.Plain,
            },
            _ when entity.Form == DeltaForm.Regular && baselineAge > 0 && entity.Age == baselineAge + 1 => DenseOperation.RegularTickBefore,
            _ => DenseOperation.AtOwnAge,
        };
        return DenseOperation.Word(entity.Slot, operation, entity.Age, entity.Form);
    }

    /// <summary>Says the bodies that were noted before, as long as there is room.</summary>
    private readonly struct Bodies(int[] decisions, int[] places, int bytesMax) : IDenseBodies<RangeWriter>
    {
        public bool Body(ref DenseStream<RangeWriter> stream, int index)
        {
            int place = places[index];
            if (place == NoBody) return true;
            foreach (int decision in decisions.AsSpan((place + 1)..decisions[place])) stream.Coder.Code(decision & 1, decision >> 1);
            return stream.Coder.Progress.Bytes <= bytesMax;
        }
    }
}
