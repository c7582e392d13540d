using System;
using System.Runtime.CompilerServices;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// Prefix-code tables for a layout: canonical codes, so lengths say all. Immutable once built; both ends make the same from the same lengths. Codes are written lowest bit
/// first, and so are kept reversed.
/// </summary>
internal sealed class Codebook
{
    /// <summary>Codes up to this long are found by one look-up; longer ones and escapes, rare by nature, by trying them all.</summary>
    private const int FastBits = 8;

    private readonly CodebookLayout _layout;
    private readonly Table[] _tables;
    private readonly int[] _tableOfNode;
    private readonly ushort[] _tableOfLeaf;
    private readonly byte[] _lengths;         // table after table: each symbol's code length, the escape's last
    private readonly ushort[] _codes;
    private readonly ushort[] _fast;          // per table 256: symbol × 16 + length, 0 where the code is longer or the escape; empty in a book that only writes
    private readonly byte[][] _gains;         // per plan and residual site

    /// <summary>A book of the built-in tables; <see cref="Load"/> replaces them, without allocating.</summary>
    /// <param name="layout">Of the game.</param>
    /// <param name="reads">True for a book that decodes; one that only encodes is a third of the size.</param>
    public Codebook(CodebookLayout layout, bool reads)
    {
        _layout = layout;
        _tables = new Table[layout.RootCount + CodebookDraft.OwnTablesMax];
        _tableOfNode = new int[layout.Nodes.Length];
        _tableOfLeaf = new ushort[layout.NodeOfLeaf.Length];
        int symbols = layout.RootSymbolCount + (CodebookDraft.OwnTablesMax * (layout.AlphabetMax + 1));
        _lengths = new byte[symbols];
        _codes = new ushort[symbols];
        _fast = new ushort[reads ? _tables.Length << FastBits : 0];
        CodebookDraft draft = new(layout);
        _gains = draft.CopyGains();
        Load(0, draft);
    }

    /// <summary>Takes over the tables of a draft, which must be sound: <see cref="CodebookDraft.IsSound"/>.</summary>
    public void Load(int id, CodebookDraft draft)
    {
        Id = id;
        for (int plan = 0; plan < _gains.Length; plan++) draft.Gains(plan).CopyTo(_gains[plan]);
        Array.Clear(_fast, 0, _fast.Length);
        AddTables(draft);
    }

    /// <summary>0 for the built-in book, then counting up.</summary>
    public int Id { get; private set; }

    public CodebookLayout Layout => _layout;

    /// <summary>Per residual site, how much of a motion to expect again, in quarters.</summary>
    public ReadOnlySpan<byte> Gains(int plan) => _gains[plan];

    /// <summary>Bits a symbol takes at a leaf.</summary>
    public int Cost(int leaf, int symbol)
    {
        Encode(leaf, symbol, out int bits);
        return bits;
    }

    /// <summary>The code of a leaf's symbol, and its length.</summary>
    public ulong Encode(int leaf, int symbol, out int bits)
    {
        ref readonly Table table = ref _tables[_tableOfLeaf[leaf]];
        int at = table.First + symbol;
        bits = _lengths[at];
        if (bits != 0) return _codes[at];
        at = table.First + table.Alphabet;
        int escape = _lengths[at];
        bits = escape + table.PlainBits;
        return _codes[at] | ((ulong)symbol << escape);
    }

    /// <summary>Finds the symbol whose code stands in the low bits of <paramref name="window"/>, of which at least 24 must be true.</summary>
    /// <returns>The symbol, or −1 when no code stands there; <paramref name="bits"/> is what it took.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench decode: for each symbol
    public int Decode(int leaf, ulong window, out int bits)
    {
        int table = _tableOfLeaf[leaf];
        int fast = _fast[(table << FastBits) + (int)(window & ((1 << FastBits) - 1))];
        bits = fast & 15;
        return bits != 0 ? fast >> 4 : DecodeSlowly(_tables[table], window, out bits);
    }

    internal static int PlainBits(int alphabet) => BitMath.BitLength((uint)(alphabet - 1));

    private void AddTables(CodebookDraft draft)
    {
        int[] tableOfNode = _tableOfNode;
        int table = 0;
        int first = 0;
        for (int node = 0; node < tableOfNode.Length; node++)
        {
            ref readonly CodebookNode place = ref _layout.Nodes[node];
            tableOfNode[node] = place.IsRoot ? table : tableOfNode[place.Parent];
            if (!draft.HasTable(node)) continue;
            draft.Lengths(node).CopyTo(_lengths.AsSpan(first));
            _tables[table] = new Table(first, place.Alphabet);
            AssignCodes(table);
            tableOfNode[node] = table++;
            first += place.Alphabet + 1;
        }

        for (int leaf = 0; leaf < _tableOfLeaf.Length; leaf++) _tableOfLeaf[leaf] = (ushort)tableOfNode[_layout.NodeOfLeaf[leaf]];
    }

    // Canonical: shorter codes first, equal ones by symbol.
    private void AssignCodes(int index)
    {
        int first = _tables[index].First;
        int count = _tables[index].Alphabet + 1;
        int code = 0;
        bool isFast = _fast.Length > 0;
        for (int length = 1; length <= HuffmanLengths.Longest; length++)
        {
            for (int symbol = 0; symbol < count; symbol++)
            {
                if (_lengths[first + symbol] != length) continue;
                int reversed = Reverse(code++, length);
                _codes[first + symbol] = (ushort)reversed;
                for (int i = reversed; isFast && symbol < count - 1 && length <= FastBits && i < 1 << FastBits; i += 1 << length) _fast[(index << FastBits) + i] = (ushort)((symbol << 4) | length);
            }

            code <<= 1;
        }
    }

    private int DecodeSlowly(in Table table, ulong window, out int bits)
    {
        int symbol = FindCode(table, window, out bits);
        if (symbol < table.Alphabet) return symbol;
        symbol = (int)((window >> bits) & ((1UL << table.PlainBits) - 1));
        bits += table.PlainBits;
        return symbol < table.Alphabet ? symbol : -1;
    }

    // Codes are complete, so some symbol is found.
    private int FindCode(in Table table, ulong window, out int bits)
    {
        for (int symbol = 0; symbol <= table.Alphabet; symbol++)
        {
            bits = _lengths[table.First + symbol];
            if (bits > 0 && (window & ((1UL << bits) - 1)) == _codes[table.First + symbol]) return symbol;
        }

        bits = 0;
        return table.Alphabet;
    }

    private static int Reverse(int code, int length)
    {
        int reversed = 0;
        for (int i = 0; i < length; i++) reversed |= ((code >> i) & 1) << (length - 1 - i);
        return reversed;
    }

    private readonly struct Table(int first, int alphabet)
    {
        public readonly int First = first;
        public readonly int Alphabet = alphabet;
        public readonly int PlainBits = PlainBits(alphabet);
    }
}
