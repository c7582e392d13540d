using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>How often each symbol was met at each leaf, and how well each gain would have done; what a codebook is built from.</summary>
internal sealed class CodebookCounts
{
    /// <summary>Gains that are tried, in quarters.</summary>
    public static readonly byte[] GainsTried = [0, 2, 3, 4];

    private readonly CodebookLayout _layout;
    private readonly int[] _leafFirst;
    private readonly int[] _counts;
    private readonly long[][] _gainBits;   // per plan, site × gain tried: bits of the residuals
    private readonly byte[][] _gains;

    public CodebookCounts(CodebookLayout layout)
    {
        _layout = layout;
        _leafFirst = new int[layout.NodeOfLeaf.Length];
        int total = 0;
        for (int leaf = 0; leaf < _leafFirst.Length; leaf++)
        {
            _leafFirst[leaf] = total;
            total += layout.Nodes[layout.NodeOfLeaf[leaf]].Alphabet;
        }

        _counts = new int[total];
        _gains = new CodebookDraft(layout).CopyGains();
        _gainBits = Array.ConvertAll(_gains, gains => new long[gains.Length * GainsTried.Length]);
    }

    public CodebookLayout Layout => _layout;

    /// <summary>The gains that residuals are counted under.</summary>
    public byte[] Gains(int plan) => _gains[plan];

    public void Add(int leaf, int symbol) => _counts[_leafFirst[leaf] + symbol]++;

    public ReadOnlySpan<int> OfLeaf(int leaf) => _counts.AsSpan(_leafFirst[leaf], _layout.Nodes[_layout.NodeOfLeaf[leaf]].Alphabet);

    public void AddResidual(int plan, in ResidualContext context, int residual)
    {
        if (context.Own == 0) return;
        Span<long> bits = _gainBits[plan].AsSpan(context.Site * GainsTried.Length);
        int change = residual + context.Expected;
        for (int i = 0; i < GainsTried.Length; i++)
        {
            int rest = change - (int)(((long)context.Own * GainsTried[i]) >> 2);
            bits[i] += BitMath.BitLength((uint)(rest < 0 ? -rest : rest));
        }
    }

    /// <summary>Halves everything, so that what is long ago counts for less.</summary>
    public void Age()
    {
        foreach (ref int count in _counts.AsSpan()) count >>= 1;
        foreach (long[] bits in _gainBits)
        {
            foreach (ref long sum in bits.AsSpan()) sum >>= 1;
        }
    }

    /// <summary>Takes up gains that would have done better by 1 in 64; what was counted at those sites under the old ones is forgotten.</summary>
    public void ChooseGains()
    {
        for (int plan = 0; plan < _gains.Length; plan++)
        {
            for (int site = 0; site < _gains[plan].Length; site++) ChooseGain(plan, site);
        }
    }

    private void ChooseGain(int plan, int site)
    {
        ReadOnlySpan<long> bits = _gainBits[plan].AsSpan(site * GainsTried.Length, GainsTried.Length);
        int present = Array.IndexOf(GainsTried, _gains[plan][site]);
        int best = present;
        for (int i = 0; i < bits.Length; i++)
        {
            if (bits[i] < bits[best]) best = i;
        }

        if (bits[best] >= bits[present] - (bits[present] >> 6)) return;
        _gains[plan][site] = GainsTried[best];
        int first = _layout.SitesOf(plan).Residuals[site];
        int end = _leafFirst[first + CodebookLayout.ResidualLeaves - 1] + OfLeaf(first).Length;
        _counts.AsSpan(_leafFirst[first]..end).Clear();
    }
}
