using System;

namespace GameServer.Replication;

/// <summary>
/// Builds a codebook from counts: which nodes get tables of their own, and those tables. A table is given where it saves more than it takes to send, judged against the
/// tables above it, first from the root down and then once more from the leaves up, when it is known who is left to a table.
/// </summary>
internal sealed class CodebookBuilder
{
    private readonly CodebookLayout _layout;
    private readonly HuffmanLengths _huffman = new();
    private readonly int[] _sums;            // per node and symbol: what is counted at the node's leaves; escapes included, and 0
    private readonly int[] _totals;
    private readonly byte[] _lengths;
    private readonly int[] _server;          // per node: the nearest node, itself included, that has a table

    public CodebookBuilder(CodebookLayout layout)
    {
        _layout = layout;
        _sums = new int[layout.SymbolCount];
        _lengths = new byte[layout.SymbolCount];
        _totals = new int[layout.Nodes.Length];
        _server = new int[layout.Nodes.Length];
    }

    /// <summary>Fills <paramref name="draft"/> with what the counts ask for.</summary>
    /// <param name="counts">Since about as long as the book will be used.</param>
    /// <param name="draft">Starts over.</param>
    public void Build(CodebookCounts counts, CodebookDraft draft)
    {
        draft.Clear();
        for (int plan = 0; plan < _layout.PlanCount; plan++) counts.Gains(plan).AsSpan().CopyTo(draft.Gains(plan));
        Sum(counts);
        for (int node = 0; node < _server.Length; node++) ChooseDown(node);
        Unsum();
        for (int node = _server.Length - 1; node >= 0; node--) ChooseUp(node, draft);
    }

    /// <summary>Bits that what was counted would take with a book, without numbers' low bits.</summary>
    public static long Cost(CodebookCounts counts, Codebook book)
    {
        long bits = 0;
        for (int leaf = 0; leaf < counts.Layout.NodeOfLeaf.Length; leaf++)
        {
            ReadOnlySpan<int> symbols = counts.OfLeaf(leaf);
            for (int symbol = 0; symbol < symbols.Length; symbol++)
            {
                if (symbols[symbol] > 0) bits += (long)symbols[symbol] * book.Cost(leaf, symbol);
            }
        }

        return bits;
    }

    private void Sum(CodebookCounts counts)
    {
        Array.Clear(_sums, 0, _sums.Length);
        Array.Clear(_totals, 0, _totals.Length);
        for (int leaf = 0; leaf < _layout.NodeOfLeaf.Length; leaf++)
        {
            int node = _layout.NodeOfLeaf[leaf];
            ReadOnlySpan<int> symbols = counts.OfLeaf(leaf);
            Span<int> sums = Sums(node);
            for (int symbol = 0; symbol < symbols.Length; symbol++)
            {
                sums[symbol] += symbols[symbol];
                _totals[node] += symbols[symbol];
            }
        }

        for (int node = _totals.Length - 1; node >= 0; node--)
        {
            if (!_layout.Nodes[node].IsRoot && _totals[node] > 0) AddTo(_layout.Nodes[node].Parent, node, 1);
        }
    }

    private void ChooseDown(int node)
    {
        ref readonly CodebookNode place = ref _layout.Nodes[node];
        Span<byte> own = Lengths(node);
        if (place.IsRoot)
        {
            _server[node] = node;
            _layout.PriorLengths(node).CopyTo(own);
            if (_totals[node] > 0) BuildOwn(node, own);
            return;
        }

        int above = _server[place.Parent];
        _server[node] = above;
        if (_totals[node] == 0) return;
        BuildOwn(node, own);
        if (CostOf(node, Lengths(above)) - CostOf(node, own) > CodebookFormat.BitsOf(own)) _server[node] = node;
    }

    /// <summary>Leaves each table the counts of those it serves: a node that has a table takes its own out of the one above.</summary>
    private void Unsum()
    {
        // Parents come first in the layout, so a child's counts are whole when they are taken out of all tables above it.
        for (int node = 0; node < _server.Length; node++)
        {
            if (_layout.Nodes[node].IsRoot || _server[node] != node || _totals[node] == 0) continue;
            AddTo(_server[_layout.Nodes[node].Parent], node, -1);
        }
    }

    // Children come first: what they give up is served, and counted, by whoever is above them.
    private void ChooseUp(int node, CodebookDraft draft)
    {
        if (_server[node] != node || _totals[node] == 0) return;
        ref readonly CodebookNode place = ref _layout.Nodes[node];
        Span<byte> own = Lengths(node);
        BuildOwn(node, own);
        ReadOnlySpan<byte> above = place.IsRoot ? _layout.PriorLengths(node) : Lengths(_server[place.Parent]);
        if (!draft.IsFull && CostOf(node, above) - CostOf(node, own) > CodebookFormat.BitsOf(own))
        {
            draft.Give(node, own);
            return;
        }

        if (!place.IsRoot) AddTo(_server[place.Parent], node, 1);
    }

    /// <summary>Lengths for a node's counts. What was never met is left to an escape, which is as likely as one thing met once.</summary>
    private void BuildOwn(int node, Span<byte> lengths)
    {
        Span<int> sums = Sums(node);
        bool anyMissing = false;
        int met = 0;
        foreach (int count in sums[..^1])
        {
            anyMissing |= count == 0;
            met += count > 0 ? 1 : 0;
        }

        sums[^1] = anyMissing || met < 2 ? 1 + (met / 4) : 0;
        _huffman.Build(sums, lengths);
        sums[^1] = 0;
    }

    private long CostOf(int node, ReadOnlySpan<byte> lengths)
    {
        ReadOnlySpan<int> sums = Sums(node);
        int missing = lengths[^1] + Codebook.PlainBits(lengths.Length - 1);
        long bits = 0;
        for (int symbol = 0; symbol < sums.Length - 1; symbol++)
        {
            if (sums[symbol] > 0) bits += (long)sums[symbol] * (lengths[symbol] != 0 ? lengths[symbol] : missing);
        }

        return bits;
    }

    private void AddTo(int node, int other, int sign)
    {
        Span<int> sums = Sums(node);
        ReadOnlySpan<int> added = Sums(other);
        for (int symbol = 0; symbol < sums.Length; symbol++) sums[symbol] += sign * added[symbol];
        _totals[node] += sign * _totals[other];
    }

    private Span<int> Sums(int node) => _sums.AsSpan(_layout.Nodes[node].FirstSymbol, _layout.Nodes[node].Alphabet + 1);

    private Span<byte> Lengths(int node) => _lengths.AsSpan(_layout.Nodes[node].FirstSymbol, _layout.Nodes[node].Alphabet + 1);
}
