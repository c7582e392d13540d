using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.Replication;
using Xunit;

namespace GameServer.Tests.Property;

/// <summary>The store of past states against one sorted dictionary per entity, through any sequence of operations.</summary>
public sealed class StateStoreTests
{
    private const int EntityCount = 5;
    private const int StatesMax = 64;
    private const int TickCount = 70;

    [Fact]
    public void A_store_holds_what_sorted_dictionaries_hold()
    {
        foreach (ulong seed in Seeds.Each(100))
        {
            Prng prng = Prng.For(seed, "states");
            uint first = seed % 2 == 0 ? 0 : 65_500u;   // tracks hold 16 bits of a tick
            StateStore store = new() { Now = new Tick(first + TickCount) };
            StateTrack[] tracks = new StateTrack[EntityCount];
            SortedDictionary<uint, int[]>[] model = [.. Enumerable.Range(0, EntityCount).Select(_ => new SortedDictionary<uint, int[]>())];
            for (int i = 0; i < 400; i++)
            {
                int entity = prng.NextInt(EntityCount);
                Change(store, ref tracks[entity], model[entity], entity, AnyTick(first, ref prng), ref prng);
                Assert.Equal(Dump(model[entity]), Dump(store, tracks[entity]));
                CheckFind(store, tracks[entity], model[entity], new Tick(AnyTick(first, ref prng)), new Tick(AnyTick(first, ref prng)));
            }

            for (int entity = 0; entity < EntityCount; entity++) Assert.Equal(Dump(model[entity]), Dump(store, tracks[entity]));
        }
    }

    // Rows of several lengths: chunks of some are larger than others', and are taken by whoever comes next.
    private static int FieldsOf(int entity) => (3 * entity) + 1;

    private static bool IsNarrow(int entity) => entity % 2 == 0;

    private static uint AnyTick(uint first, ref Prng prng) => first + (uint)prng.NextInt(1, TickCount);

    private static void Change(StateStore store, ref StateTrack track, SortedDictionary<uint, int[]> model, int entity, uint tick, ref Prng prng)
    {
        int count = prng.NextInt(StatesMax);
        switch (prng.NextInt(24))
        {
            case 0:
                store.Release(ref track);
                model.Clear();
                break;
            case 1:
                store.DropBefore(ref track, new Tick(tick));
                Keep(model, model.Keys.Where(key => key >= tick));
                break;
            case 2 or 3:
                store.Trim(ref track, new Tick(tick), count);
                uint atOrBefore = model.Keys.LastOrDefault(key => key < tick);   // what was true at that tick stays
                Keep(model, model.Keys.Reverse().Take(count).Where(key => key >= tick || key == atOrBefore));
                break;
            default:
                if (model.Count == StatesMax && !model.ContainsKey(tick)) return;
                int[] row = new int[FieldsOf(entity)];
                for (int i = 0; i < row.Length; i++) row[i] = prng.NextInt(IsNarrow(entity) ? ushort.MaxValue + 1 : int.MaxValue);
                store.Insert(ref track, new Tick(tick), row, IsNarrow(entity));
                model[tick] = row;
                break;
        }
    }

    private static void CheckFind(StateStore store, in StateTrack track, SortedDictionary<uint, int[]> model, Tick tick, Tick other)
    {
        int state = store.FindAtOrBefore(track, tick);
        uint expected = model.Keys.LastOrDefault(key => key <= tick.Value);
        Assert.Equal(expected, state == StateStore.None ? 0 : store.TickOf(track, state).Value);
        store.FindBoth(track, tick, other, out int position, out int older);
        Assert.Equal((state, store.FindAtOrBefore(track, other)), (position, older));
        for (int states = 1; states < 20; states++) store.Prefetch(track, states);   // more than there are, too
    }

    private static void Keep(SortedDictionary<uint, int[]> model, IEnumerable<uint> kept)
    {
        HashSet<uint> keys = [.. kept];
        foreach (uint key in model.Keys.Where(key => !keys.Contains(key)).ToArray()) model.Remove(key);
    }

    private static string Dump(SortedDictionary<uint, int[]> model) => string.Join(" ", model.Select(state => $"{state.Key}:{string.Join(",", state.Value)}"));

    private static string Dump(StateStore store, StateTrack track) => string.Join(
        " ", Enumerable.Range(0, track.Count).Select(position => $"{store.TickOf(track, position).Value}:{string.Join(",", RowOf(store, track, position))}"));

    private static int[] RowOf(StateStore store, in StateTrack track, int position) =>
        store.Read(track, position, new int[RowCells.RoomFor(Limits.RowFields)]).ToArray();
}
