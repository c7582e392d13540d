using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// What both ends of a connection remember of the dense packets that arrived: how likely what is, and which entities the client was told of. It only ever learns from packets that both ends
/// know the client has, in the order of their numbers, so both ends' memories are equal; and it is as it is while a packet is coded, so a packet can be read alone.
/// </summary>
internal sealed class DenseMemory
{
    /// <summary>Values of <see cref="Past"/>: four packets.</summary>
    public const int PastValues = 16;

    /// <summary>Entities remembered. Others can be spoken of, in more bits.</summary>
    private const int KnownMax = 512;

    /// <summary>2^14 chances, 64 KiB: with 2^16 the Arena's packets are 0.5 % shorter, with 2^13 0.4 % longer.</summary>
    private const int ChanceBits = 14;

    private const int PacketsPerGainChoice = 64;

    private readonly ushort[] _slots = new ushort[KnownMax];     // in order
    private readonly byte[] _pasts = new byte[KnownMax];         // whether it was in the last packets, the newest lowest
    private readonly byte[] _operations = new byte[KnownMax];
    private int _packets;

    public DenseMemory(DenseLayout layout)
    {
        Layout = layout;
        Model = layout.NewModel(ChanceBits, DenseContexts.Count);
        byte[][] gains = new byte[layout.PlanCount][];
        for (int i = 0; i < gains.Length; i++) gains[i] = new byte[layout.SitesOf(i).Plan.ResidualSiteCount];
        Gains = new GainTally(gains);
        Forget();
    }

    public DenseLayout Layout { get; }

    public DenseModel Model { get; }

    public GainTally Gains { get; }

    /// <summary>Of the newest packet learned from.</summary>
    public bool InputFresh { get; private set; }

    /// <summary>Of the newest packet learned from, in sixteenths of a tick.</summary>
    public int InputLead { get; private set; }

    /// <summary>Of the newest packet learned from.</summary>
    public int BaselineAge { get; private set; }

    /// <summary>Hash of all that was learned: memories that are not equal would read sense into each other's packets.</summary>
    public ulong Digest { get; private set; }

    public int KnownCount { get; private set; }

    public ushort KnownSlot(int index) => _slots[index];

    /// <summary>Whether the entity was in each of the last four packets, the newest the lowest bit.</summary>
    public int Past(int index) => _pasts[index];

    public int LastOperation(int index) => _operations[index];

    /// <summary>Whether a slot is remembered, asked in slot order.</summary>
    /// <param name="slot">Rising from call to call.</param>
    /// <param name="at">0 at first; moves along.</param>
    public bool Knows(ushort slot, ref int at)
    {
        while (at < KnownCount && _slots[at] < slot) at++;
        return at < KnownCount && _slots[at] == slot;
    }

    /// <summary>Back to knowing nothing.</summary>
    public void Forget()
    {
        Model.Learns = false;
        Model.Forget();
        Gains.Restart(CodebookDraft.GainAtStart);
        KnownCount = 0;
        InputFresh = false;
        InputLead = 0;
        BaselineAge = 0;
        _packets = 0;
        Digest = 0;
    }

    /// <summary>Learns from a packet.</summary>
    public void Learn(DenseLessons lessons, ushort sequence)
    {
        Model.Learns = true;
        SnapshotHeader header = lessons.HeaderOf(sequence);
        ReadOnlySpan<int> words = lessons.WordsOf(sequence);
        DenseStream<LessonCoder> stream = new(default, this);
        stream.Front(ref header);
        NoBodies bodies = default;
        stream.Entities(words, ref bodies);
        LearnRows(lessons.RowsOf(sequence));
        Model.Learns = false;
        InputFresh = header.InputFresh;
        InputLead = header.InputLeadSixteenths;
        BaselineAge = header.BaselineAge;
        Remember(words);
        foreach (int word in lessons.AllOf(sequence)) Digest = StateHasher.Combine(Digest, (uint)word);
        if (++_packets % PacketsPerGainChoice != 0) return;
        for (int plan = 0; plan < Layout.PlanCount; plan++)
        {
            for (int site = 0; site < Gains.Gains(plan).Length; site++) Gains.Choose(plan, site);
        }

        Gains.Age();
    }

    private void LearnRows(Span<int> rows)
    {
        while (rows.Length > 0)
        {
            Span<int> row = DenseLessons.Take(ref rows, Gains, out int kind, out DeltaForm form, out RowStates states);
            DenseTeacher teacher = new(this, kind);
            RowPlan plan = Layout.SitesOf(kind).Plan;
            teacher.Enter(states);
            if (form == DeltaForm.Regular) RowWalk.RegularDelta(ref teacher, plan, states, row);
            else RowWalk.Delta(ref teacher, plan, states, row);
        }
    }

    private void Remember(ReadOnlySpan<int> words)
    {
        for (int i = 0; i < KnownCount; i++) _pasts[i] = (byte)((_pasts[i] << 1) & (PastValues - 1));
        int at = 0;
        foreach (int word in words)
        {
            ushort slot = DenseOperation.SlotOf(word);
            int operation = DenseOperation.Of(word);
            bool known = Knows(slot, ref at);
            if (operation == DenseOperation.Remove)
            {
                if (known) Remove(at);
                continue;
            }

            if (!known && !TryInsert(at, slot)) continue;
            _pasts[at] |= 1;
            _operations[at] = (byte)operation;
        }
    }

    private void Remove(int at)
    {
        KnownCount--;
        Array.Copy(_slots, at + 1, _slots, at, KnownCount - at);
        Array.Copy(_pasts, at + 1, _pasts, at, KnownCount - at);
        Array.Copy(_operations, at + 1, _operations, at, KnownCount - at);
    }

    private bool TryInsert(int at, ushort slot)
    {
        if (KnownCount == KnownMax) return false;
        Array.Copy(_slots, at, _slots, at + 1, KnownCount - at);
        Array.Copy(_pasts, at, _pasts, at + 1, KnownCount - at);
        Array.Copy(_operations, at, _operations, at + 1, KnownCount - at);
        KnownCount++;
        _slots[at] = slot;
        _pasts[at] = 0;
        return true;
    }

    private readonly struct NoBodies : IDenseBodies<LessonCoder>
    {
        public bool Body(ref DenseStream<LessonCoder> stream, int index) => true;
    }
}
