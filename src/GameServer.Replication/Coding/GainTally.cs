using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>How much of a motion to expect again, per residual site, and how well each gain that may be chosen would have done.</summary>
internal sealed class GainTally
{
    /// <summary>Gains that are tried, in quarters.</summary>
    public static readonly byte[] Tried = [0, 2, 3, 4];

    private readonly byte[][] _gains;      // per plan and site
    private readonly long[][] _bits;       // per plan, site × gain tried: bits of the residuals

    /// <summary>Starts with these gains, which it takes over.</summary>
    public GainTally(byte[][] gains)
    {
        _gains = gains;
        _bits = Array.ConvertAll(gains, of => new long[of.Length * Tried.Length]);
    }

    public byte[] Gains(int plan) => _gains[plan];

    public void Add(int plan, in ResidualContext context, int residual)
    {
        if (context.Own == 0) return;
        Span<long> bits = _bits[plan].AsSpan(context.Site * Tried.Length);
        int change = residual + context.Expected;
        for (int i = 0; i < Tried.Length; i++)
        {
            int rest = change - (int)(((long)context.Own * Tried[i]) >> 2);
            bits[i] += BitMath.BitLength((uint)(rest < 0 ? -rest : rest));
        }
    }

    /// <summary>Halves everything, so that what is long ago counts for less.</summary>
    public void Age()
    {
        foreach (long[] bits in _bits)
        {
            foreach (ref long sum in bits.AsSpan()) sum >>= 1;
        }
    }

    /// <summary>Back to no measurements, and <paramref name="gain"/> everywhere.</summary>
    public void Restart(byte gain)
    {
        foreach (long[] bits in _bits) Array.Clear(bits, 0, bits.Length);
        foreach (byte[] gains in _gains) gains.AsSpan().Fill(gain);
    }

    /// <summary>Takes up a gain that would have done better by 1 in 64.</summary>
    /// <returns>True when the site has another gain now.</returns>
    public bool Choose(int plan, int site)
    {
        ReadOnlySpan<long> bits = _bits[plan].AsSpan(site * Tried.Length, Tried.Length);
        int present = Array.IndexOf(Tried, _gains[plan][site]);
        int best = present;
        for (int i = 0; i < bits.Length; i++)
        {
            if (bits[i] < bits[best]) best = i;
        }

        if (bits[best] >= bits[present] - (bits[present] >> 6)) return false;
        _gains[plan][site] = Tried[best];
        return true;
    }
}
