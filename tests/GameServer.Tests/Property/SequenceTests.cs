using GameServer.Core;
using GameServer.Transport.Wire;
using Xunit;

namespace GameServer.Tests.Property;

public sealed class SequenceTests
{
    [Fact]
    public void The_distance_of_any_two_sequences_is_the_shorter_way_round()
    {
        Prng prng = new(1);
        for (int i = 0; i < 200_000; i++)
        {
            int from = prng.NextInt(Sequence.Count);
            int distance = prng.NextInt(-16384, 16384);
            int to = Sequence.Plus(from, distance);
            Assert.True(Sequence.IsValid(to));
            Assert.Equal(distance, Sequence.Relative(to, from));
            Assert.Equal(Sequence.Next(to), Sequence.Plus(to, 1));
            if (distance != -16384) Assert.Equal(-distance, Sequence.Relative(from, to));
        }
    }
}
