using System;

namespace GameServer.Replication;

/// <summary>How often each symbol was met at each leaf, and how well each gain would have done; what a codebook is built from.</summary>
internal sealed class CodebookCounts
{
    private readonly CodebookLayout _layout;
    private readonly int[] _leafFirst;
    private readonly int[] _counts;
    private readonly GainTally _gains;

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
        _gains = new GainTally(new CodebookDraft(layout).CopyGains());
    }

    public CodebookLayout Layout => _layout;

    /// <summary>The gains that residuals are counted under.</summary>
    public byte[] Gains(int plan) => _gains.Gains(plan);

    public void Add(int leaf, int symbol) => _counts[_leafFirst[leaf] + symbol]++;

    public ReadOnlySpan<int> OfLeaf(int leaf) => _counts.AsSpan(_leafFirst[leaf], _layout.Nodes[_layout.NodeOfLeaf[leaf]].Alphabet);

    public void AddResidual(int plan, in ResidualContext context, int residual) => _gains.Add(plan, context, residual);

    /// <summary>Halves everything, so that what is long ago counts for less.</summary>
    public void Age()
    {
        foreach (ref int count in _counts.AsSpan()) count >>= 1;
        _gains.Age();
    }

    /// <summary>Takes up gains that would have done better by 1 in 64; what was counted at those sites under the old ones is forgotten.</summary>
    public void ChooseGains()
    {
        for (int plan = 0; plan < _layout.PlanCount; plan++)
        {
            for (int site = 0; site < Gains(plan).Length; site++)
            {
                if (_gains.Choose(plan, site)) ForgetSite(plan, site);
            }
        }
    }

    private void ForgetSite(int plan, int site)
    {
        int first = _layout.SitesOf(plan).Residuals[site];
        int end = _leafFirst[first + CodebookLayout.ResidualLeaves - 1] + OfLeaf(first).Length;
        _counts.AsSpan(_leafFirst[first]..end).Clear();
    }
}
