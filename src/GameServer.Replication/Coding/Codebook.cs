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
    /// <summary>Codes up to this long are found by one look-up, longer ones, of up to <see cref="HuffmanLengths.Longest"/> bits, by a second. So the tables in use stay in the nearest cache.</summary>
    private const int FastBits = 6;

    private const int FastMask = (1 << FastBits) - 1;
    private const int Escape = 0xFFF;         // as a symbol in the look-up tables, which no alphabet has

    // Proof: two look-ups find every code.
    internal const byte TwoLookUpsReach = 2 * FastBits >= HuffmanLengths.Longest ? 0 : -1;

    private readonly CodebookLayout _layout;
    private readonly Table[] _tables;
    private readonly int[] _tableOfNode;
    private readonly ushort[] _tableOfLeaf;
    private readonly byte[] _lengths;         // table after table: each symbol's code length, the escape's last
    private readonly ushort[] _codes;
    private readonly ushort[] _fast;          // per table 64: symbol × 16 + length, or which of the table's second tables × 16 where the code is longer; empty in a book that only writes
    private ushort[] _second = [];            // per second table 64: symbol × 16 + length
    private int _secondCount;
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
        _secondCount = 0;
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
        int fast = _fast[(_tableOfLeaf[leaf] << FastBits) + (int)(window & FastMask)];
        bits = fast & 15;
        return bits != 0 && fast >> 4 != Escape ? fast >> 4 : DecodeSlowly(leaf, fast, window, out bits);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]   // rare: it must not take the registers of what is common
    private int DecodeSlowly(int leaf, int fast, ulong window, out int bits)
    {
        ref readonly Table table = ref _tables[_tableOfLeaf[leaf]];
        if (fast == 0) fast = Escape << 4;   // an alphabet of one needs no bits, and has no other code
        else if ((fast & 15) == 0) fast = _second[((table.BeforeSecond + (fast >> 4)) << FastBits) + (int)((window >> FastBits) & FastMask)];
        int symbol = fast >> 4;
        bits = fast & 15;
        if (symbol != Escape) return symbol;
        symbol = (int)((window >> bits) & ((1UL << table.PlainBits) - 1));
        bits += table.PlainBits;
        return symbol < table.Alphabet ? symbol : -1;
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
            _tables[table] = new Table(first, place.Alphabet, _secondCount - 1);
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
        bool reads = _fast.Length > 0;
        for (int length = 1; length <= HuffmanLengths.Longest; length++)
        {
            for (int symbol = 0; symbol < count; symbol++)
            {
                if (_lengths[first + symbol] != length) continue;
                int reversed = Reverse(code++, length);
                _codes[first + symbol] = (ushort)reversed;
                if (reads) AddLookUp(index, reversed, length, symbol == count - 1 ? Escape : symbol);
            }

            code <<= 1;
        }
    }

    private void AddLookUp(int table, int code, int length, int symbol)
    {
        ushort entry = (ushort)((symbol << 4) | length);
        Span<ushort> first = _fast.AsSpan(table << FastBits, 1 << FastBits);
        if (length <= FastBits)
        {
            for (int i = code; i <= FastMask; i += 1 << length) first[i] = entry;
            return;
        }

        ref ushort link = ref first[code & FastMask];
        if (link == 0)
        {
            link = (ushort)((_secondCount++ - _tables[table].BeforeSecond) << 4);
            if (_secondCount << FastBits > _second.Length) Array.Resize(ref _second, Math.Max(_second.Length * 2, _secondCount << FastBits));
        }

        Span<ushort> second = _second.AsSpan((_tables[table].BeforeSecond + (link >> 4)) << FastBits, 1 << FastBits);
        for (int i = code >> FastBits; i <= FastMask; i += 1 << (length - FastBits)) second[i] = entry;
    }

    private static int Reverse(int code, int length)
    {
        int reversed = 0;
        for (int i = 0; i < length; i++) reversed |= ((code >> i) & 1) << (length - 1 - i);
        return reversed;
    }

    private readonly struct Table(int first, int alphabet, int beforeSecond)
    {
        public readonly int First = first;
        public readonly int Alphabet = alphabet;
        public readonly int PlainBits = PlainBits(alphabet);

        /// <summary>Its second tables follow this number, counting from 1.</summary>
        public readonly int BeforeSecond = beforeSecond;
    }
}
