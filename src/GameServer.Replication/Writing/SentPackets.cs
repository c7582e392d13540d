using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// The last snapshot packets of one client: which tick each showed, which slots it carried, in slot order, and what became of it. A packet is remembered after
/// it was given up too: where a round trip outlasts the server's patience, acknowledgements that come late are the only ones there are.
/// </summary>
internal sealed class SentPackets
{
    /// <summary>What of the object to fetch ahead; see <see cref="CacheLine"/>.</summary>
    public const int ObjectBytes = 40;

    private const int EntriesMax = 1 << 16;     // more than 256 packets × 255 entities
    private const int EntriesInUse = 1 << 8;    // at first

    private readonly SentPacket[] _packets = new SentPacket[Limits.PacketsInFlight];

    // Only as much of it as the packets in flight have needed so far is in use: a ring goes round and round through all of its memory, and this one would find none of it in the cache.
    private ushort[] _slots;
    private uint _slotMask = EntriesInUse - 1;
    private uint _nextEntry;
    private ushort _oldest;
    private ushort _oldestPending;

    /// <summary>Remembers nothing yet.</summary>
    /// <param name="entitiesInView">For how many to prepare: room for 32 times as many is taken at once, 16 KiB for 256: 128 ticks of a quarter of the view.</param>
    public SentPackets(int entitiesInView) => _slots = new ushort[Math.Clamp(1 << BitMath.BitLength((uint)(32 * entitiesInView) - 1), EntriesInUse, EntriesMax)];

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
        while (_nextEntry + (uint)entryCount - firstKept > _slotMask + 1) Grow(firstKept);
        At(Next) = new SentPacket { Tick = tick, FirstEntry = _nextEntry, EntryCount = (ushort)entryCount, Bytes = (ushort)bytes, CarriesPages = carriesPages };
        Next++;
    }

    /// <summary>Fetches what taking in an acknowledgement, or noting the next packet, needs; see <see cref="CacheLine"/>.</summary>
    public void Prefetch()
    {
        CacheLine.Fetch(_packets, _oldest & (Limits.PacketsInFlight - 1));
        CacheLine.Fetch(_packets, Next & (Limits.PacketsInFlight - 1));
        CacheLine.Fetch(_slots, (int)(_nextEntry & _slotMask));
        CacheLine.Fetch(_slots, (int)((_nextEntry - 32) & _slotMask));
        CacheLine.Fetch(_slots, (int)((_nextEntry - 64) & _slotMask));
    }

    public void AddSlot(ushort slot) => _slots[_nextEntry++ & _slotMask] = slot;

    public ref SentPacket At(ushort sequence) => ref _packets[sequence & (Limits.PacketsInFlight - 1)];

    public ushort SlotOf(in SentPacket packet, int entry) => _slots[(packet.FirstEntry + (uint)entry) & _slotMask];

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
        uint former = _slotMask + 1;
        Check.That(former < EntriesMax);
        if (former == _slots.Length) Array.Resize(ref _slots, _slots.Length * 2);
        _slotMask = (2 * former) - 1;

        // An entry is where it was, or as far behind as the ring was long.
        for (uint entry = firstKept; entry != _nextEntry; entry++) _slots[entry & _slotMask] = _slots[entry & (former - 1)];
    }
}
