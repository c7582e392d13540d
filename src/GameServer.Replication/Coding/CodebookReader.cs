using System;
using System.Runtime.CompilerServices;
using GameServer.Core;

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

    public readonly int BitsLeft => bitEnd - _bitIndex;

    /// <summary>Rows of this plan come next.</summary>
    public RowPlan Use(int plan)
    {
        PlanSites sites = book.Layout.SitesOf(plan);
        if (_sites != sites) _sites = sites;   // the collector is told of each reference that is stored
        return sites.Plan;
    }

    public int Gap(int site) => ReadToken(book.Layout.GapLeaf + site);

    /// <summary>The code of <see cref="BitWriter.WriteExpGolomb"/>, of numbers that no more than 17 zeros begin with.</summary>
    /// <param name="order">0..15.</param>
    public long ExpGolomb(int order)
    {
        const int ZerosMax = 17;
        ulong window = Window();
        int zeros = BitMath.TrailingZeroCount(window | (1UL << ZerosMax));
        if (zeros == ZerosMax) _failed = true;
        long quotient = (1L << zeros) | (long)((window >> (zeros + 1)) & ((1UL << zeros) - 1));
        long low = (long)((window >> ((2 * zeros) + 1)) & ((1UL << order) - 1));
        _bitIndex += (2 * zeros) + 1 + order;
        return ((quotient - 1) << order) | low;
    }

    /// <summary>Ones before the first zero, which is taken too; or as many as there may be.</summary>
    public int Ones(int most)
    {
        int ones = Math.Min(BitMath.TrailingZeroCount(~Window()), most);
        _bitIndex += Math.Min(ones + 1, most);
        return ones;
    }

    /// <summary>How an entity's delta is coded, said in two bits.</summary>
    public DeltaForm Form()
    {
        uint form = Read(2);
        if (form <= (uint)DeltaForm.Regular) return (DeltaForm)form;
        _failed = true;
        return DeltaForm.Plain;
    }

    /// <summary>Moves past bits that something else has read.</summary>
    public void Skip(int bits) => _bitIndex += bits;

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench decode: for each number
    public int Residual(in ResidualContext context, int value) => ReadToken(_sites!.Residuals[context.Site] + CodebookLayout.ResidualLeaf(context));

    private int ReadSymbol(int leaf)
    {
        int symbol = book.Decode(leaf, Window(), out int bits);
        _bitIndex += bits;
        if (symbol >= 0) return symbol;
        _failed = true;
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // as above
    private int ReadToken(int leaf)
    {
        ulong window = Window();
        int token = book.Decode(leaf, window, out int bits);
        _bitIndex += bits;
        return (uint)token <= Magnitude.LastDirectToken ? Magnitude.JoinDirect(token) : ReadLarge(token, window >> bits);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]   // rare: it must not take the registers of what is common
    private int ReadLarge(int token, ulong window)
    {
        if (token < 0)
        {
            _failed = true;
            return 0;
        }

        int lowBits = Magnitude.LowBits(token);
        _bitIndex += lowBits;
        return Magnitude.Join(token, (uint)(window & ((1UL << lowBits) - 1)));
    }

    /// <summary>The next 57 bits or more: a code, its escape's symbol and 30 low bits need 50. Beyond the end come zeros; two words of slack let that be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // as above
    private readonly ulong Window()
    {
        int index = _bitIndex < bitEnd ? _bitIndex : bitEnd;
        int word = index >> 6;
        int shift = index & 63;
        return (words[word] >> shift) | (words[word + 1] << 1 << (63 - shift));
    }
}
