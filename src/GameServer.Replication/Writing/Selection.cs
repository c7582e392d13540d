using System;

namespace GameServer.Replication;

/// <summary>
/// The entities that have something to say to one client in one tick, in slot order, and the choice among them when the byte budget does not hold them all. One instance serves
/// all clients of a room in turn.
/// </summary>
internal sealed class Selection(int capacity)
{
    /// <summary>What an entity costs besides its body, at most: gap code and operation.</summary>
    public const int OverheadBitsMax = 33 + 13;

    private const int PriorityBuckets = 192;          // quarter octaves from 2^-3 to 2^45: a float gives up counting long before
    private const int FirstBucket = (127 - 3) << 2;   // of a float's exponent and its two highest fraction bits

    private readonly int[] _bucketBits = new int[PriorityBuckets];
    private SelectedEntity[] _entities = new SelectedEntity[capacity];

    /// <summary>What an entity costs besides its body, as reckoned with here.</summary>
    public int OverheadBits { get; set; } = OverheadBitsMax;

    public int Count { get; private set; }

    /// <summary>Bits of all entities with what comes around each, header not included.</summary>
    public long Bits { get; private set; }

    public Span<SelectedEntity> Entities => _entities.AsSpan(0, Count);

    /// <summary>Empties the selection and makes room for <paramref name="records"/> entities.</summary>
    public void Begin(int records)
    {
        if (_entities.Length < records) Array.Resize(ref _entities, Math.Max(records, _entities.Length * 2));
        Count = 0;
        Bits = 0;
    }

    public void Add(in SelectedEntity entity)
    {
        _entities[Count++] = entity;
        Bits += entity.Bits + OverheadBits;
    }

    /// <summary>Adds up anew after bodies were encoded.</summary>
    public void Sum()
    {
        Bits = 0;
        foreach (ref readonly SelectedEntity entity in Entities) Bits += entity.Bits + OverheadBits;
    }

    /// <summary>
    /// Keeps what matters most within <paramref name="budgetBits"/>: a counting pass over priority classes finds the lowest class that still fits in part, so the cost is linear in
    /// the number of candidates. What is left out keeps its priority and adds to it, so it rises above everything that was sent since. What is due and too large for
    /// what is left holds back all that is less urgent, and thereby saves up for itself.
    /// </summary>
    public void Fit(int budgetBits)
    {
        Array.Clear(_bucketBits);
        foreach (ref readonly SelectedEntity candidate in Entities) _bucketBits[BucketOf(candidate.Priority)] += candidate.Bits + OverheadBits;
        int left = budgetBits;
        int bucket = PriorityBuckets - 1;
        while (bucket > 0 && left >= _bucketBits[bucket]) left -= _bucketBits[bucket--];

        int kept = 0;
        Bits = 0;
        foreach (ref readonly SelectedEntity candidate in Entities)
        {
            int own = BucketOf(candidate.Priority);
            int bits = candidate.Bits + OverheadBits;
            if (own < bucket || (own == bucket && left < bits)) continue;
            if (own == bucket) left -= bits;
            Bits += bits;
            _entities[kept++] = candidate;
        }

        Count = kept;
    }

    /// <summary>Priorities above 0 in quarter-octave classes: a record that waited twice as long is four classes up.</summary>
    private static int BucketOf(float priority)
    {
        int bits = BitConverter.SingleToInt32Bits(priority);
        return Math.Clamp((bits >> 21) - FirstBucket, 0, PriorityBuckets - 1);
    }
}
