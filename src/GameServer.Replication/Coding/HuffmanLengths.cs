using System;

namespace GameServer.Replication;

/// <summary>Code lengths of a prefix code for given counts (Huffman, 1952), at most <see cref="Longest"/> bits each. Integers only and ties by index, so every machine finds the same.</summary>
internal sealed class HuffmanLengths
{
    public const int Longest = 12;

    private readonly int[] _order = new int[Magnitude.TokensMax + 1];
    private readonly long[] _weights = new long[2 * (Magnitude.TokensMax + 1)];
    private readonly int[] _parents = new int[2 * (Magnitude.TokensMax + 1)];
    private readonly int[] _depths = new int[2 * (Magnitude.TokensMax + 1)];

    /// <summary>Fills <paramref name="lengths"/>: 0 where the count is 0. A single symbol gets length 1.</summary>
    public void Build(ReadOnlySpan<int> counts, Span<byte> lengths)
    {
        lengths.Clear();
        int used = Sort(counts);
        if (used == 0) return;
        if (used == 1)
        {
            lengths[_order[0]] = 1;
            return;
        }

        Merge(counts, used);
        int longest = 0;
        for (int i = (2 * used) - 3; i >= 0; i--)
        {
            _depths[i] = _depths[_parents[i]] + 1;
            if (i >= used) continue;
            lengths[_order[i]] = (byte)Math.Min(_depths[i], Longest);
            longest = Math.Max(longest, _depths[i]);
        }

        if (longest > Longest) Shorten(used, lengths);
    }

    /// <summary>Rarest first, by insertion: alphabets are short.</summary>
    private int Sort(ReadOnlySpan<int> counts)
    {
        int used = 0;
        for (int symbol = 0; symbol < counts.Length; symbol++)
        {
            if (counts[symbol] == 0) continue;
            int at = used++;
            while (at > 0 && counts[_order[at - 1]] > counts[symbol])
            {
                _order[at] = _order[at - 1];
                at--;
            }

            _order[at] = symbol;
        }

        return used;
    }

    // Two queues (van Leeuwen, 1976): the sorted leaves, and the inner nodes, which arise in rising order.
    private void Merge(ReadOnlySpan<int> counts, int used)
    {
        for (int i = 0; i < used; i++) _weights[i] = counts[_order[i]];
        int leaf = 0;
        int inner = used;
        for (int next = used; next < (2 * used) - 1; next++)
        {
            _weights[next] = 0;
            for (int child = 0; child < 2; child++)
            {
                bool takesLeaf = leaf < used && (inner >= next || _weights[leaf] <= _weights[inner]);
                int taken = takesLeaf ? leaf++ : inner++;
                _weights[next] += _weights[taken];
                _parents[taken] = next;
            }
        }

        _depths[(2 * used) - 2] = 0;
    }

    /// <summary>Codes were cut to the limit, which overfills the code space: lengthens the rarest codes below the limit until it holds, then gives back what is left.</summary>
    private void Shorten(int used, Span<byte> lengths)
    {
        int space = 0;
        for (int i = 0; i < used; i++) space += 1 << (Longest - lengths[_order[i]]);
        for (int i = 0; space > 1 << Longest; i = (i + 1) % used)
        {
            ref byte length = ref lengths[_order[i]];
            if (length == Longest) continue;
            length++;
            space -= 1 << (Longest - length);
        }

        for (int i = used - 1; i >= 0; i--)
        {
            ref byte length = ref lengths[_order[i]];
            while (length > 1 && space + (1 << (Longest - length)) <= 1 << Longest)
            {
                space += 1 << (Longest - length);
                length--;
            }
        }
    }
}
