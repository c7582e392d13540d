using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.Replication;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class SlotIndexTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(65_535)]
    public void It_finds_what_a_dictionary_finds(int slots)
    {
        Prng prng = new((ulong)slots);
        SlotIndex indexes = new();
        Dictionary<ushort, int> expected = [];
        for (int step = 0; step < 50_000; step++)
        {
            ushort slot = (ushort)prng.NextInt(slots);
            if (prng.NextChance(0.5) || expected.Count > 500)
            {
                ushort gone = expected.Count > 500 ? expected.Keys.First() : slot;
                indexes.Remove(gone);
                expected.Remove(gone);
            }
            else
            {
                int index = prng.NextInt(65_536);
                indexes.Set(slot, index);
                expected[slot] = index;
            }

            ushort asked = (ushort)prng.NextInt(slots);
            Assert.Equal(expected.TryGetValue(asked, out int known), indexes.TryFind(asked, out int found));
            Assert.Equal(expected.ContainsKey(asked) ? known : -1, found);
        }

        foreach ((ushort slot, int index) in expected)
        {
            Assert.True(indexes.TryFind(slot, out int found));
            Assert.Equal(index, found);
        }
    }
}
