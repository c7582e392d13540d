using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// What the dense coder has learned: per context and decision a chance with its confidence, and the weights that mix several contexts' chances into one. Logistic mixing
/// as in Mahoney's PAQ (2005): chances are added as logits, and weights move along the gradient of coding cost. Integers only. Contexts find their chances by a hash, sixteen decisions
/// to a cache line: what meets in one line shares it.
/// </summary>
internal sealed class DenseModel
{
    /// <summary>Contexts whose chances are mixed for one decision.</summary>
    public const int Inputs = 6;

    private const int CountBits = 10;
    private const int CountMask = (1 << CountBits) - 1;
    private const int CountMax = 160;            // from here on a chance moves by about 1/160 of its error
    private const int WeightOne = 1 << 16;
    private const int LearningShift = 10;
    private const int LineBits = 4;              // sixteen chances of four bytes
    private const int LineMask = (1 << LineBits) - 1;

    private static readonly int[] s_reciprocals = MakeReciprocals();

    private readonly uint[] _chances;            // 22 bits of chance, 10 of count
    private readonly int _lineShift;
    private readonly uint[] _aloneChances;
    private readonly int[] _weights;
    private readonly int[] _logits = new int[Inputs];
    private readonly int[] _at = new int[Inputs];

    /// <summary>A model that has learned nothing.</summary>
    /// <param name="chanceBits">It keeps 2 to this power (8 .. 24) mixed chances, four bytes each.</param>
    /// <param name="aloneCount">Chances that are not mixed.</param>
    /// <param name="weightSets">Of <see cref="Inputs"/> weights each.</param>
    public DenseModel(int chanceBits, int aloneCount, int weightSets)
    {
        _chances = new uint[1 << chanceBits];
        _lineShift = 32 - (chanceBits - LineBits);
        _aloneChances = new uint[aloneCount];
        _weights = new int[weightSets * Inputs];
        Forget();
    }

    /// <summary>Whether coding teaches; otherwise it leaves the model as it is.</summary>
    public bool Learns { get; set; } = true;

    /// <summary>Back to having learned nothing.</summary>
    public void Forget()
    {
        _chances.AsSpan().Fill(1u << 31);
        _aloneChances.AsSpan().Fill(1u << 31);
        _weights.AsSpan().Fill(WeightOne * 2 / 5);
    }

    /// <summary>Fetches all of a small model: where many take turns, nothing of one is left in the processor's cache, and decisions follow each other too closely to fetch for one ahead.</summary>
    public void Prefetch()
    {
        for (int i = 0; i < _chances.Length; i += 1 << LineBits) CacheLine.Fetch(_chances, i);
    }

    /// <summary>Codes one decision.</summary>
    /// <param name="coder">Either end.</param>
    /// <param name="contexts">Index of the decision's chance in each context.</param>
    /// <param name="slot">Added to each index.</param>
    /// <param name="weights">Which weights to mix with.</param>
    /// <param name="bit">What to write.</param>
    public int Code<TCoder>(ref TCoder coder, ReadOnlySpan<int> contexts, int slot, int weights, int bit)
        where TCoder : struct, IBitCoder
    {
        ReadOnlySpan<int> present = _weights.AsSpan(weights * Inputs, Inputs);
        if (!Learns) return coder.Code(bit, Chance(contexts, slot, present));
        return Teach(ref coder, contexts, slot, weights, bit);
    }

    private int Chance(ReadOnlySpan<int> contexts, int slot, ReadOnlySpan<int> mix)
    {
        uint[] chances = _chances;
        int shift = _lineShift;
        long sum = 0;
        for (int i = 0; i < mix.Length && i < contexts.Length; i++)
        {
            uint place = (uint)(contexts[i] + slot);
            int at = (int)((((place >> LineBits) * 0x9E37_79B1u) >> shift) << LineBits) | (int)(place & LineMask);
            sum += (long)Logistic.Stretch((int)(chances[at] >> 16)) * mix[i];
        }

        return Logistic.Squash((int)(sum >> 16));
    }

    private int Teach<TCoder>(ref TCoder coder, ReadOnlySpan<int> contexts, int slot, int weights, int bit)
        where TCoder : struct, IBitCoder
    {
        Span<int> mix = _weights.AsSpan(weights * Inputs, Inputs);
        long sum = 0;
        for (int i = 0; i < Inputs; i++)
        {
            uint place = (uint)(contexts[i] + slot);
            int at = (int)((((place >> LineBits) * 0x9E37_79B1u) >> _lineShift) << LineBits) | (int)(place & LineMask);
            _at[i] = at;
            int logit = Logistic.Stretch((int)(_chances[at] >> 16));
            _logits[i] = logit;
            sum += (long)logit * mix[i];
        }

        int chance = Logistic.Squash((int)(sum >> 16));
        bit = coder.Code(bit, chance);
        int error = ((bit << 16) - chance) >> 4;
        for (int i = 0; i < Inputs; i++)
        {
            mix[i] += ((_logits[i] * error) + (1 << (LearningShift - 1))) >> LearningShift;
            Learn(ref _chances[_at[i]], bit);
        }

        return bit;
    }

    /// <summary>Codes one decision with one context's chance.</summary>
    public int CodeAlone<TCoder>(ref TCoder coder, int at, int bit)
        where TCoder : struct, IBitCoder
    {
        ref uint chance = ref _aloneChances[at];
        bit = coder.Code(bit, Math.Clamp((int)(chance >> 16), 24, 65_536 - 24));
        if (Learns) Learn(ref chance, bit);
        return bit;
    }

    private static void Learn(ref uint chance, int bit)
    {
        int count = (int)(chance & CountMask);
        int value = (int)(chance >> CountBits);
        int target = bit != 0 ? (1 << 22) - 1 : 0;
        value += (int)(((long)(target - value) * s_reciprocals[count]) >> 16);
        chance = ((uint)value << CountBits) | (uint)Math.Min(count + 1, CountMax);
    }

    private static int[] MakeReciprocals()
    {
        int[] reciprocals = new int[CountMax + 1];
        for (int count = 0; count < reciprocals.Length; count++) reciprocals[count] = (int)(65_536 / (count + 1.6));
        return reciprocals;
    }
}
