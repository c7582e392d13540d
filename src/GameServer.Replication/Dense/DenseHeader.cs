using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// The first six bytes of a dense packet, least significant bit first; range coded decisions follow.
/// <code>
/// kind 8 | sequence 16 | groups behind 3 | groups told 3 | fresh start 1 | start 3 | tick 14
/// </code>
/// Packets are settled in groups of eight consecutive numbers. The packet is coded with a memory that has learned from all settled groups: up to its own group less <see cref="Behind"/>. It says itself
/// which packets of the last <see cref="Told"/> of those arrived, so that whoever has learned from what was before can catch up; then come eight bits of the memory's digest. A memory starts from nothing when the server says so: starts are
/// numbered modulo 8.
/// </summary>
internal struct DenseHeader
{
    public const int Bytes = 6;

    /// <summary>A fate is coded with this chance of being good, in 65,536ths.</summary>
    public const int ArrivedChance = 65_536 * 15 / 16;

    /// <summary>Low bits of the memory's digest that follow told fates.</summary>
    public const int DigestBits = 8;

    /// <summary>Packets in a group.</summary>
    public const int Group = 8;

    /// <summary>Groups are counted modulo this.</summary>
    public const int Groups = 65_536 / Group;

    public const int BehindMax = 7;
    public const int ToldMax = 4;
    public const int Starts = 8;

    public ushort Sequence;
    public int Behind;
    public int Told;
    public bool IsFreshStart;
    public int Start;
    public int TickLow;

    // Proof: a memory that lags by the most still finds its lessons.
    internal const byte LessonsCoverGroups = (BehindMax + 1) * Group <= DenseLessons.Packets ? 0 : -1;

    /// <summary>First group the memory has not learned from.</summary>
    public readonly int MemoryGroup => Minus(Sequence / Group, Behind);

    /// <summary>First group whose fates are told.</summary>
    public readonly int FirstTold => Minus(MemoryGroup, Told);

    public static int Minus(int group, int other) => (group - other) & (Groups - 1);

    public readonly void Write(ref BitWriter writer)
    {
        writer.Write((byte)PacketKind.DenseSnapshot, 8);
        writer.Write(Sequence, 16);
        writer.Write((uint)Behind, 3);
        writer.Write((uint)Told, 3);
        writer.WriteBit(IsFreshStart);
        writer.Write((uint)Start, 3);
        writer.Write((uint)TickLow, Tick.NearBits);
    }

    public static bool TryRead(ref BitReader reader, out DenseHeader header)
    {
        header = default;
        if (!reader.TryRead(8, out uint kind) || kind != (byte)PacketKind.DenseSnapshot) return false;
        if (!reader.TryRead(16, out uint sequence) || !reader.TryRead(3, out uint behind) || !reader.TryRead(3, out uint told) || told > ToldMax) return false;
        if (!reader.TryReadBit(out header.IsFreshStart) || !reader.TryRead(3, out uint start) || !reader.TryRead(Tick.NearBits, out uint tick)) return false;
        header.Sequence = (ushort)sequence;
        header.Behind = (int)behind;
        header.Told = (int)told;
        header.Start = (int)start;
        header.TickLow = (int)tick;
        return true;
    }
}
