using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// The snapshot packets of one client whose fate is unknown: which tick each showed and which slots it carried, in slot order. Fixed memory: when a ring is
/// full the oldest packet counts as lost.
/// </summary>
internal sealed class SentPackets
{
    private const int EntriesMax = 2048;   // 64 packets × 32 entities, or 8 full packets of a crowd

    private readonly SentPacket[] _packets = new SentPacket[Limits.PacketsInFlight];
    private readonly ushort[] _slots = new ushort[EntriesMax];
    private uint _nextEntry;
    private ushort _oldest;   // sequence of the oldest packet not yet resolved

    /// <summary>Number the next packet gets.</summary>
    public ushort Next { get; private set; }

    /// <summary>Packets not yet resolved.</summary>
    public int PendingCount => PacketSequence.Distance(Next, _oldest);

    public ref readonly SentPacket Oldest => ref _packets[_oldest & (Limits.PacketsInFlight - 1)];

    public ushort OldestSequence => _oldest;

    /// <summary>True when a packet of <paramref name="entryCount"/> entries fits without forgetting an unresolved one.</summary>
    public bool HasRoomFor(int entryCount)
    {
        if (PendingCount == 0) return true;
        return PendingCount < Limits.PacketsInFlight && _nextEntry + (uint)entryCount - Oldest.FirstEntry <= EntriesMax;
    }

    /// <summary>Starts the next packet; its slots follow through <see cref="AddSlot"/>.</summary>
    public void Begin(Tick tick, int entryCount)
    {
        Check.That(HasRoomFor(entryCount));
        _packets[Next & (Limits.PacketsInFlight - 1)] = new SentPacket { Tick = tick, FirstEntry = _nextEntry, EntryCount = entryCount };
        Next++;
    }

    public void AddSlot(ushort slot) => _slots[_nextEntry++ & (EntriesMax - 1)] = slot;

    public ref SentPacket At(ushort sequence) => ref _packets[sequence & (Limits.PacketsInFlight - 1)];

    public ushort SlotOf(in SentPacket packet, int entry) => _slots[(packet.FirstEntry + (uint)entry) & (EntriesMax - 1)];

    /// <summary>Moves past packets whose fate is known.</summary>
    public void SkipResolved()
    {
        while (PendingCount > 0 && Oldest.Resolved) _oldest++;
    }
}
