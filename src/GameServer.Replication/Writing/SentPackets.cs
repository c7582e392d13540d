using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// The last snapshot packets of one client: which tick each showed, which slots it carried, in slot order, and what became of it. A packet is remembered after
/// it was given up too: where a round trip outlasts the server's patience, acknowledgements that come late are the only ones there are.
/// </summary>
internal sealed class SentPackets(int entitiesInView)
{
    private const int EntriesMax = 1 << 16;   // more than 256 packets × 255 entities

    private readonly SentPacket[] _packets = new SentPacket[Limits.PacketsInFlight];

    // 32 times the view, 16 KiB for 256 entities: 128 ticks of a quarter of it. A whole number of doublings.
    private ushort[] _slots = new ushort[Math.Clamp(1 << BitMath.BitLength((uint)(32 * entitiesInView) - 1), 1 << 8, EntriesMax)];
    private uint _nextEntry;
    private ushort _oldest;
    private ushort _oldestPending;

    // Proof: a full ring of full packets fits, so only the ring of packets ever forgets one.
    internal const byte EntriesCoverPackets = Limits.PacketsInFlight * Limits.SnapshotEntities <= EntriesMax ? 0 : -1;

    /// <summary>Number the next packet gets.</summary>
    public ushort Next { get; private set; }

    /// <summary>Number of the oldest packet remembered; <see cref="Next"/> when there is none.</summary>
    public ushort Oldest => _oldest;

    /// <summary>Number of the oldest packet whose fate is open; <see cref="Next"/> when there is none.</summary>
    public ushort OldestPending => _oldestPending;

    public bool AnyPending => _oldestPending != Next;

    public bool IsFull => PacketSequence.Distance(Next, _oldest) == Limits.PacketsInFlight;

    /// <summary>Starts the next packet; its slots, or its pages, follow through <see cref="AddSlot"/>.</summary>
    public void Begin(Tick tick, int entryCount, int bytes, bool carriesPages = false)
    {
        Check.That(!IsFull);
        uint firstKept = _oldest == Next ? _nextEntry : At(_oldest).FirstEntry;
        while (_nextEntry + (uint)entryCount - firstKept > (uint)_slots.Length) Grow(firstKept);
        At(Next) = new SentPacket { Tick = tick, FirstEntry = _nextEntry, EntryCount = (ushort)entryCount, Bytes = (ushort)bytes, CarriesPages = carriesPages };
        Next++;
    }

    /// <summary>Fetches what taking in an acknowledgement, or noting the next packet, needs; see <see cref="CacheLine"/>.</summary>
    public void Prefetch()
    {
        CacheLine.Fetch(_packets, _oldest & (Limits.PacketsInFlight - 1));
        CacheLine.Fetch(_packets, Next & (Limits.PacketsInFlight - 1));
        CacheLine.Fetch(_slots, (int)(_nextEntry & (uint)(_slots.Length - 1)));
        CacheLine.Fetch(_slots, (int)((_nextEntry - 32) & (uint)(_slots.Length - 1)));
        CacheLine.Fetch(_slots, (int)((_nextEntry - 64) & (uint)(_slots.Length - 1)));
    }

    /// <summary>Fetches this object itself; <see cref="Prefetch"/> comes a step later.</summary>
    public void PrefetchOwn() => CacheLine.Fetch(ref _nextEntry);

    public void AddSlot(ushort slot) => _slots[_nextEntry++ & (uint)(_slots.Length - 1)] = slot;

    public ref SentPacket At(ushort sequence) => ref _packets[sequence & (Limits.PacketsInFlight - 1)];

    public ushort SlotOf(in SentPacket packet, int entry) => _slots[(packet.FirstEntry + (uint)entry) & (uint)(_slots.Length - 1)];

    /// <summary>Moves <see cref="OldestPending"/> past packets whose fate is known.</summary>
    public void SkipResolved()
    {
        while (AnyPending && At(_oldestPending).Fate != PacketFate.Pending) _oldestPending++;
    }

    /// <summary>Gives the oldest packet's place to the next one; its fate must be known.</summary>
    public void ForgetOldest()
    {
        Check.That(_oldest != _oldestPending);
        _oldest++;
    }

    private void Grow(uint firstKept)
    {
        Check.That(_slots.Length < EntriesMax);
        ushort[] larger = new ushort[_slots.Length * 2];
        for (uint entry = firstKept; entry != _nextEntry; entry++) larger[entry & (uint)(larger.Length - 1)] = _slots[entry & (uint)(_slots.Length - 1)];
        _slots = larger;
    }
}
