using System;

namespace GameServer.Replication;

/// <summary>
/// The reading end. Bits come from strangers: whatever makes no sense, or ends early, latches <see cref="Failed"/>, and what is returned from then on is in range but
/// worthless; callers check once, at the end.
/// </summary>
internal struct CodebookReader(ulong[] words, int bitIndex, int bitEnd, Codebook book) : IRowSymbols
{
    private PlanSites? _sites;
    private int _bitIndex = bitIndex;
    private bool _failed;

    public readonly bool Writes => false;

    /// <summary>True once a symbol made no sense or lay beyond the end.</summary>
    public readonly bool Failed => _failed || _bitIndex > bitEnd;

    public readonly int BitIndex => _bitIndex;

    public void Use(int plan) => _sites = book.Layout.SitesOf(plan);

    public int Gap(int site) => ReadToken(book.Layout.GapLeaf + site);

    public uint Read(int bits)
    {
        ulong window = Window();
        _bitIndex += bits;
        return (uint)(window & ((1UL << bits) - 1));
    }

    public int Summary(int summary, int context, int value) => ReadSymbol(_sites!.Summaries[summary] + context);

    public int Mask(int block, int context, int value) => ReadSymbol(_sites!.Masks[block] + context);

    public int Symbol(int site, int count, int context, int value)
    {
        int leaf = _sites!.Symbols[site];
        if (leaf >= 0) return ReadSymbol(leaf + context);
        uint plain = Read(Codebook.PlainBits(count));
        if (plain < (uint)count) return (int)plain;
        _failed = true;
        return 0;
    }

    public int Residual(in ResidualContext context, int value) => ReadToken(_sites!.Residuals[context.Site] + CodebookLayout.ResidualLeaf(context));

    private int ReadSymbol(int leaf)
    {
        int symbol = book.Decode(leaf, Window(), out int bits);
        _bitIndex += bits;
        if (symbol >= 0) return symbol;
        _failed = true;
        return 0;
    }

    private int ReadToken(int leaf)
    {
        ulong window = Window();
        int token = book.Decode(leaf, window, out int bits);
        if (token < 0)
        {
            _failed = true;
            token = 0;
        }

        int lowBits = Magnitude.LowBits(token);
        uint low = (uint)((window >> bits) & ((1UL << lowBits) - 1));
        _bitIndex += bits + lowBits;
        return Magnitude.Join(token, low);
    }

    /// <summary>The next 57 bits or more: a code, its escape's symbol and 30 low bits need 50. Beyond the end come zeros; two words of slack let that be read.</summary>
    private readonly ulong Window()
    {
        int index = Math.Min(_bitIndex, bitEnd);
        int word = index >> 6;
        int shift = index & 63;
        return shift == 0 ? words[word] : (words[word] >> shift) | (words[word + 1] << (64 - shift));
    }
}
