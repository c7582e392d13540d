using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// One end of a dense packet: everything behind its first bytes, decision by decision, with the chances that a <see cref="DenseMemory"/> gives them. A writer's arguments are what it
/// says, a reader's are ignored and what was said is returned.
/// </summary>
internal struct DenseStream<TCoder>(TCoder coder, DenseMemory memory)
    where TCoder : struct, IBitCoder
{
    public TCoder Coder = coder;

    private readonly DenseMemory _memory = memory;

    /// <summary>True once a reader met what no writer says.</summary>
    public bool Failed { get; private set; }

    /// <summary>Input feedback, age of the baseline and hash.</summary>
    public void Front(ref SnapshotHeader header)
    {
        header.InputFresh = Bit(DenseContexts.Fresh + (_memory.InputFresh ? 1 : 0), header.InputFresh ? 1 : 0) != 0;
        uint lead = Number(DenseContexts.Lead, BitMath.ZigZag(header.InputLeadSixteenths - _memory.InputLead));
        header.InputLeadSixteenths = _memory.InputLead + BitMath.UnZigZag(lead);
        uint age = Number(DenseContexts.BaselineAge, BitMath.ZigZag(header.BaselineAge - _memory.BaselineAge));
        header.BaselineAge = _memory.BaselineAge + BitMath.UnZigZag(age);
        int scope = (Bit(DenseContexts.Scope, (int)header.HashScope >> 1) << 1) | 0;
        scope |= Bit(DenseContexts.Scope + 1 + (scope >> 1), (int)header.HashScope & 1);
        header.HashScope = (HashScope)scope;
        if (header.HashScope != HashScope.None) header.Hash = Raw(header.Hash, 32);
        Failed |= header.InputLeadSixteenths is < -512 or > 511 || header.BaselineAge is < 0 or >= Limits.HistoryTicks || header.HashScope > HashScope.View;
    }

    /// <summary>Writes a packet's entities: first those the memory does not know, then of each one it does whether it is among them.</summary>
    /// <param name="words">As <see cref="DenseOperation"/> lays them out, in slot order.</param>
    /// <param name="bodies">Says what follows an entity's operation.</param>
    /// <returns>False when <paramref name="bodies"/> wanted to stop.</returns>
    public bool Entities<TBodies>(ReadOnlySpan<int> words, ref TBodies bodies)
        where TBodies : struct, IDenseBodies<TCoder>
    {
        int previous = -1;
        int known = 0;
        for (int i = 0; i < words.Length; i++)
        {
            ushort slot = DenseOperation.SlotOf(words[i]);
            if (_memory.Knows(slot, ref known)) continue;
            NewSlot(ref previous, slot);
            if (!Entity(words[i], DenseOperation.Count, i, ref bodies)) return false;
        }

        NoNewSlot(previous);
        int next = 0;
        int present = 0;
        for (int i = 0; i < _memory.KnownCount; i++)
        {
            ushort slot = _memory.KnownSlot(i);
            while (next < words.Length && DenseOperation.SlotOf(words[next]) < slot) next++;
            bool isNext = next < words.Length && DenseOperation.SlotOf(words[next]) == slot;
            present = Present(i, present, isNext ? 1 : 0);
            if (isNext && !Entity(words[next], _memory.LastOperation(i), next, ref bodies)) return false;
        }

        return true;
    }

    /// <summary>The slot of an entity the memory does not know; readers ask <see cref="AnotherNew"/> first.</summary>
    public void NewSlot(ref int previous, int slot)
    {
        if (Coder.Writes) Bit(AnotherContext(previous), 1);
        previous += 1 + (int)Number(DenseContexts.Gap, (uint)(slot - previous - 1));
    }

    public bool AnotherNew(int previous) => Bit(AnotherContext(previous), 0) != 0;

    public int Present(int known, int before, int present) => Bit(DenseContexts.Present + (_memory.Past(known) * 2) + before, present);

    /// <summary>An entity's operation and, where it has one of its own, its age and form, as a word without the slot.</summary>
    public int Operation(int lastOperation, int word)
    {
        int node = 1;
        int operation = DenseOperation.Of(word);
        for (int i = 2; i >= 0; i--) node = (node << 1) | Bit(DenseContexts.Operation + (lastOperation * 8) + node, (operation >> i) & 1);
        operation = node & 7;
        if (operation == DenseOperation.Count) Failed = true;
        if (operation != DenseOperation.AtOwnAge) return DenseOperation.Word(0, operation, 0, default);
        uint age = Number(DenseContexts.OwnAge, (uint)DenseOperation.AgeOf(word));
        int form = Bit(DenseContexts.Form, (int)DenseOperation.FormOf(word) >> 1);
        form = (form << 1) | Bit(DenseContexts.Form + 1 + form, (int)DenseOperation.FormOf(word) & 1);
        Failed |= age >= Limits.HistoryTicks || form > (int)DeltaForm.Regular;
        return DenseOperation.Word(0, operation, (int)age & 63, (DeltaForm)form);
    }

    /// <summary>The body of a delta.</summary>
    public void Row(int kind, DeltaForm form, in RowStates states, Span<int> row)
    {
        DenseSymbols<TCoder> symbols = new(Coder, _memory.Model, _memory.Layout, kind);
        RowPlan plan = _memory.Layout.SitesOf(kind).Plan;
        symbols.Enter(states, default);
        if (form == DeltaForm.Regular) RowWalk.RegularDelta(ref symbols, plan, states, row);
        else RowWalk.Delta(ref symbols, plan, states, row);
        Coder = symbols.Coder;
        Failed |= symbols.Failed;
    }

    /// <summary>What comes before a whole row: kind, generation and audience.</summary>
    public void Newcomer(ref ReplicatedEntity entity, GameSchema schema)
    {
        uint kind = Raw(entity.KindIndex, schema.KindBits);
        uint generation = Raw(entity.GenerationLow, 8);
        uint inner = Raw(entity.Audience != Visibility.Everyone ? 1u : 0, 1);
        uint owner = inner != 0 ? Raw(entity.IsOwned ? 1u : 0, 1) : 0;
        Failed |= kind >= (uint)schema.Kinds.Length;
        Visibility audience = owner != 0 ? Visibility.Owner : inner != 0 ? Visibility.Team : Visibility.Everyone;
        entity = new ReplicatedEntity(entity.Slot, (byte)generation, Failed ? (byte)0 : (byte)kind, audience);
    }

    /// <summary>A whole row.</summary>
    public void Whole(ReadOnlySpan<FieldSchema> fields, Span<int> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            uint value = Raw((uint)row[i], fields[i].Bits);
            Failed |= value > (uint)fields[i].Max;
            row[i] = (int)Math.Min(value, (uint)fields[i].Max);
        }
    }

    /// <summary>Bits as good as random, highest first.</summary>
    public uint Raw(uint value, int bits)
    {
        uint read = 0;
        for (int i = bits - 1; i >= 0; i--) read = (read << 1) | (uint)Coder.Code((int)(value >> i) & 1, 32_768);
        return read;
    }

    private static int AnotherContext(int previous) => DenseContexts.Another + (previous < 0 ? 0 : 1);

    private void NoNewSlot(int previous) => Bit(AnotherContext(previous), 0);

    private bool Entity<TBodies>(int word, int lastOperation, int index, ref TBodies bodies)
        where TBodies : struct, IDenseBodies<TCoder>
    {
        Operation(lastOperation, word);
        return bodies.Body(ref this, index);
    }

    /// <summary>A number that is mostly small: its bit length less one as that many ones and a zero, then its bits below the highest, the first of which has a chance of its own.</summary>
    private uint Number(int contexts, uint value)
    {
        uint size = value + 1;
        int wanted = BitMath.BitLength(size) - 1;
        int exponent = 0;
        while (exponent < DenseContexts.NumberBits - 1 && Bit(contexts + exponent, exponent < wanted ? 1 : 0) != 0) exponent++;
        uint read = 1;
        for (int i = exponent - 1; i >= 0; i--)
        {
            int bit = (int)(size >> i) & 1;
            bit = i == exponent - 1 ? Bit(contexts + DenseContexts.NumberBits + exponent, bit) : Coder.Code(bit, 32_768);
            read = (read << 1) | (uint)bit;
        }

        return read - 1;
    }

    private int Bit(int at, int bit) => _memory.Model.CodeAlone(ref Coder, at, bit);
}
