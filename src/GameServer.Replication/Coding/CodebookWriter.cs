using GameServer.Core;

namespace GameServer.Replication;

/// <summary>The writing end: codes of a book, lowest bit first, into whole words. The caller leaves room: <see cref="BitsMax"/> per row.</summary>
internal struct CodebookWriter : IRowSymbols
{
    /// <summary>Longest delta of a full row: per field a token, escaped, and its low bits; per block and summary a mask, escaped.</summary>
    public const int BitsMax = Limits.RowFields * (HuffmanLengths.Longest + 8 + 32 + HuffmanLengths.Longest + 7);

    private readonly ulong[] _words;
    private readonly int _firstWord;
    private readonly Codebook _book;
    private PlanSites? _sites;
    private ulong _scratch;
    private int _scratchBits;   // 0..63
    private int _word;

    public CodebookWriter(ulong[] words, int firstWord, Codebook book)
    {
        _words = words;
        _firstWord = firstWord;
        _book = book;
        _sites = null;
        _scratch = 0;
        _scratchBits = 0;
        _word = firstWord;
    }

    public readonly bool Writes => true;

    public readonly int BitCount => ((_word - _firstWord) * 64) + _scratchBits;

    public void Use(int plan) => _sites = _book.Layout.SitesOf(plan);

    public void Write(ulong value, int bits)
    {
        _scratch |= value << _scratchBits;
        int total = _scratchBits + bits;
        if (total >= 64)
        {
            _words[_word++] = _scratch;
            _scratch = _scratchBits == 0 ? 0 : value >> (64 - _scratchBits);
            total -= 64;
        }

        _scratchBits = total;
    }

    /// <summary>Stores what is pending; unused bits are zero.</summary>
    public readonly void Finish()
    {
        if (_scratchBits > 0) _words[_word] = _scratch;
    }

    /// <summary>A distance between ids, ≥ 0.</summary>
    public void Gap(int site, int gap)
    {
        int token = Magnitude.Split(gap, out int lowBits, out uint low);
        WriteToken(_book.Layout.GapLeaf + site, token, lowBits, low);
    }

    public int Summary(int summary, int context, int value)
    {
        WriteSymbol(_sites!.Summaries[summary] + context, value);
        return value;
    }

    public int Mask(int block, int context, int value)
    {
        WriteSymbol(_sites!.Masks[block] + context, value);
        return value;
    }

    public int Symbol(int site, int count, int context, int value)
    {
        int leaf = _sites!.Symbols[site];
        if (leaf >= 0) WriteSymbol(leaf + context, value);
        else Write((uint)value, Codebook.PlainBits(count));
        return value;
    }

    public int Residual(in ResidualContext context, int value)
    {
        int token = Magnitude.Split(value, out int lowBits, out uint low);
        WriteToken(_sites!.Residuals[context.Site] + CodebookLayout.ResidualLeaf(context), token, lowBits, low);
        return value;
    }

    private void WriteSymbol(int leaf, int symbol)
    {
        ulong code = _book.Encode(leaf, symbol, out int bits);
        Write(code, bits);
    }

    private void WriteToken(int leaf, int token, int lowBits, uint low)
    {
        ulong code = _book.Encode(leaf, token, out int bits);
        Write(code | ((ulong)low << bits), bits + lowBits);
    }
}
