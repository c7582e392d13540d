using System.Collections.Generic;
using GameServer.Core;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class StateHasherTests
{
    [Fact]
    public void Mixing_is_the_published_finaliser()
    {
        Assert.Equal(0UL, StateHasher.Mix(0));
        Assert.Equal(0xB456_BCFC_34C2_CB2CUL, StateHasher.Mix(1));
    }

    [Fact]
    public void Order_length_and_each_value_count()
    {
        HashSet<ulong> hashes = [];
        int[][] rows = [[], [0], [0, 0], [1], [0, 1], [1, 0], [1, 2, 3], [3, 2, 1], [1, 2, 4], [-1]];
        foreach (int[] row in rows) Assert.True(hashes.Add(StateHasher.Mix(StateHasher.Combine(5, row))));
    }

    [Fact]
    public void Texts_that_differ_hash_differently_and_alike_on_every_run()
    {
        Assert.NotEqual(StateHasher.OfText("ab"), StateHasher.OfText("ba"));
        Assert.NotEqual(StateHasher.OfText(""), StateHasher.OfText("\0"));
        Assert.Equal(StateHasher.OfText("arena"), StateHasher.OfText(string.Concat("are", "na")));
    }
}
