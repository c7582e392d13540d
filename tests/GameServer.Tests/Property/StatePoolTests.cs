using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.Replication;
using Xunit;

namespace GameServer.Tests.Property;

/// <summary>The pool of past states against one sorted dictionary per entity, through any sequence of operations.</summary>
public sealed class StatePoolTests
{
    private const int RowFields = 3;
    private const int EntityCount = 5;

    [Fact]
    public void A_pool_holds_what_sorted_dictionaries_hold()
    {
        foreach (ulong seed in Seeds.Each(100))
        {
            Prng prng = Prng.For(seed, "states");
            StatePool pool = new(RowFields);
            int[] newest = [.. Enumerable.Repeat(StatePool.None, EntityCount)];
            SortedDictionary<uint, int[]>[] model = [.. Enumerable.Range(0, EntityCount).Select(_ => new SortedDictionary<uint, int[]>())];
            for (int i = 0; i < 400; i++)
            {
                int entity = prng.NextInt(EntityCount);
                Change(pool, ref newest[entity], model[entity], ref prng);
                Assert.Equal(Dump(model[entity]), Dump(pool, newest[entity]));
                CheckFind(pool, newest[entity], model[entity], new Tick((uint)prng.NextInt(1, 60)));
            }

            for (int entity = 0; entity < EntityCount; entity++) Assert.Equal(Dump(model[entity]), Dump(pool, newest[entity]));
        }
    }

    private static void Change(StatePool pool, ref int newest, SortedDictionary<uint, int[]> model, ref Prng prng)
    {
        uint tick = (uint)prng.NextInt(1, 60);
        int count = prng.NextInt(8);
        switch (prng.NextInt(12))
        {
            case 0:
                pool.DropBefore(ref newest, new Tick(tick));
                Keep(model, model.Keys.Where(key => key >= tick));
                break;
            case 1:
                pool.KeepNewest(ref newest, count);
                Keep(model, model.Keys.Reverse().Take(count));
                break;
            case 2 or 3:
                pool.Trim(ref newest, new Tick(tick), count);
                uint atOrBefore = model.Keys.LastOrDefault(key => key < tick);   // what was true at that tick stays
                Keep(model, model.Keys.Reverse().Take(count).Where(key => key >= tick || key == atOrBefore));
                break;
            default:
                int[] row = [prng.NextInt(100), prng.NextInt(100), prng.NextInt(100)];
                pool.Insert(ref newest, new Tick(tick), row);
                model[tick] = row;
                break;
        }
    }

    private static void CheckFind(StatePool pool, int newest, SortedDictionary<uint, int[]> model, Tick tick)
    {
        int state = pool.FindAtOrBefore(newest, tick);
        uint expected = model.Keys.LastOrDefault(key => key <= tick.Value);
        Assert.Equal(expected, state == StatePool.None ? 0 : pool.TickOf(state).Value);
        pool.PrefetchRows(newest, tick);
    }

    private static void Keep(SortedDictionary<uint, int[]> model, IEnumerable<uint> kept)
    {
        HashSet<uint> keys = [.. kept];
        foreach (uint key in model.Keys.Where(key => !keys.Contains(key)).ToArray()) model.Remove(key);
    }

    private static string Dump(SortedDictionary<uint, int[]> model) => string.Join(" ", model.Reverse().Select(state => $"{state.Key}:{string.Join(",", state.Value)}"));

    private static string Dump(StatePool pool, int newest)
    {
        List<string> states = [];
        for (int state = newest; state != StatePool.None; state = pool.FindAtOrBefore(newest, pool.TickOf(state) - 1))
        {
            states.Add($"{pool.TickOf(state).Value}:{string.Join(",", pool.Row(state, RowFields).ToArray())}");
            if (pool.TickOf(state).Value == 0) break;
        }

        return string.Join(" ", states);
    }
}
