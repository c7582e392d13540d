using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>Code lengths for some of a layout's nodes, on their way to or from the wire. Roots that nobody gave a table keep the built-in one.</summary>
internal sealed class CodebookDraft
{
    /// <summary>Share of a motion expected again, in quarters, where nothing was measured: a position's speed lasts longer than a spin that jerks.</summary>
    public const byte GainAtStart = 4;

    public const byte GainMax = 4;

    /// <summary>Tables a book may have besides the built-in ones: what measured books ask for several times over, and 30 KiB of tables.</summary>
    public const int OwnTablesMax = 256;

    private readonly CodebookLayout _layout;
    private readonly byte[] _lengths;
    private readonly bool[] _hasTable;
    private readonly bool[] _isOwn;          // given here, not built in
    private readonly byte[][] _gains;
    private int _ownCount;

    public CodebookDraft(CodebookLayout layout)
    {
        _layout = layout;
        _lengths = new byte[layout.SymbolCount];
        _hasTable = new bool[layout.Nodes.Length];
        _isOwn = new bool[layout.Nodes.Length];
        _gains = new byte[layout.PlanCount][];
        for (int i = 0; i < _gains.Length; i++) _gains[i] = new byte[layout.SitesOf(i).Plan.ResidualSiteCount];
        Clear();
    }

    /// <summary>True when no more tables can be given.</summary>
    public bool IsFull => _ownCount == OwnTablesMax;

    public bool HasTable(int node) => _hasTable[node];

    /// <summary>True when the table was given, and so must be sent.</summary>
    public bool IsOwn(int node) => _isOwn[node];

    public Span<byte> Lengths(int node) => _lengths.AsSpan(_layout.Nodes[node].FirstSymbol, _layout.Nodes[node].Alphabet + 1);

    public Span<byte> Gains(int plan) => _gains[plan];

    public byte[][] CopyGains() => Array.ConvertAll(_gains, gains => (byte[])gains.Clone());

    /// <summary>Back to the built-in tables.</summary>
    public void Clear()
    {
        Array.Clear(_isOwn, 0, _isOwn.Length);
        _ownCount = 0;
        for (int node = 0; node < _hasTable.Length; node++)
        {
            _hasTable[node] = _layout.Nodes[node].IsRoot;
            if (_hasTable[node]) _layout.PriorLengths(node).CopyTo(Lengths(node));
        }

        foreach (byte[] gains in _gains) gains.AsSpan().Fill(GainAtStart);
    }

    public void Give(int node, ReadOnlySpan<byte> lengths)
    {
        Check.That(!IsFull || _isOwn[node]);
        _ownCount += _isOwn[node] ? 0 : 1;
        lengths.CopyTo(Lengths(node));
        _hasTable[node] = true;
        _isOwn[node] = true;
    }

    /// <summary>True when lengths make a complete prefix code that can say every symbol: by a code of its own or by the escape.</summary>
    public static bool IsSound(ReadOnlySpan<byte> lengths)
    {
        int space = 0;
        bool allHaveCodes = true;
        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] > HuffmanLengths.Longest) return false;
            if (lengths[symbol] != 0) space += 1 << (HuffmanLengths.Longest - lengths[symbol]);
            else if (symbol < lengths.Length - 1) allHaveCodes = false;
        }

        return space == 1 << HuffmanLengths.Longest && (allHaveCodes || lengths[^1] != 0);
    }
}
