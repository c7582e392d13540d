using System;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Simulation;
using GameServer.Tests.Property.Model;
using Xunit;

namespace GameServer.Tests.Property;

/// <summary>
/// A room that was saved at any tick and restored goes on as the one that was not: the same state hash at every tick, and in the end the same bytes when saved again. What it
/// consumes meanwhile comes from the log, as it does after a crash.
/// </summary>
public sealed class RoomStateTests
{
    private const int Seats = 12;
    private const int Entities = 256;
    private const int TickRateHz = 30;
    private const int TicksAfter = 150;

    private static readonly RewindLimits s_limits = new(CapTicks: 7.5, BudgetTicks: 7.5, RefillTicks: 0.025);

    public static TheoryData<ulong> Block => Seeds.Block(25);

    [Theory, MemberData(nameof(Block))]
    public void A_restored_arena_goes_on_bit_for_bit(ulong seed) => SaveAndGoOn(seed, () => new ArenaGame(TickRateHz), ticksMax: 300);

    [Theory, MemberData(nameof(Block))]
    public void A_restored_room_of_a_random_game_goes_on_bit_for_bit(ulong seed) => SaveAndGoOn(seed, () => new ModelGame(ModelScenario.From(seed)), ticksMax: 250);

    [Theory, MemberData(nameof(Block))]
    public void A_saved_room_cut_short_or_changed_anywhere_is_refused_or_loaded_and_never_thrown_at(ulong seed)
    {
        RandomRoom life = new(seed, new ArenaGame(TickRateHz), Seats, Entities, s_limits);
        life.Step(40);
        byte[] saved = Save(life.Room);
        Prng draw = Prng.For(seed, "damage");
        for (int i = 0; i < 20; i++)
        {
            Assert.False(RoomCapture.TryRestore(life.Another(), saved.AsSpan(0, draw.NextInt(saved.Length))));
            byte[] changed = [.. saved];
            changed[draw.NextInt(changed.Length)] ^= (byte)(1 << draw.NextInt(8));
            RoomCapture.TryRestore(life.Another(), changed);
        }
    }

    [Fact]
    public void Ticks_that_make_no_sense_are_refused_and_never_thrown_at()
    {
        RandomRoom life = new(1, new ArenaGame(TickRateHz), Seats, Entities, s_limits);
        life.Step(60);
        byte[] saved = Save(life.Room);
        life.Ticks.Clear();
        life.Step(30);
        Prng draw = Prng.For(1, "damage");
        int refused = 0;
        foreach (byte[] tick in life.Ticks)
        {
            for (int i = 0; i < 40; i++)
            {
                RoomSimulation room = life.Another();
                Assert.True(RoomCapture.TryRestore(room, saved));
                byte[] changed = [.. tick.AsSpan(0, draw.NextChance(0.3) ? draw.NextInt(tick.Length) : tick.Length)];
                if (changed.Length > 0) changed[draw.NextInt(changed.Length)] ^= (byte)(1 << draw.NextInt(8));
                if (new TickDecoder(room).Run(changed) == ReplayOutcome.Malformed) refused++;
            }
        }

        Assert.True(refused > 100, $"only {refused} were refused");
    }

    /// <summary>Simulated seeds 3 and 15: a room that went on from a checkpoint saved four bytes less for a seat than one that never stopped.</summary>
    [Fact]
    public void A_seat_whose_former_player_gave_commands_is_saved_like_any_other()
    {
        RoomSimulation used = Take(givesCommand: true);
        RoomSimulation unused = Take(givesCommand: false);
        Assert.Equal(used.StateHash, unused.StateHash);
        Assert.Equal(Save(unused), Save(used));

        static RoomSimulation Take(bool givesCommand)
        {
            RoomSimulation room = new(new ArenaGame(TickRateHz), Entities, Seats, seed: 1);
            PlayerSlot former = room.Join("former")!.Value;
            room.Step();
            if (givesCommand) room.OfferCommand(former, 1, [1, 2, 3]);   // which the shop does not understand
            room.Step();
            room.Leave(former);
            room.Step();
            Assert.Equal(former, room.Join("present"));
            room.Step();
            return room;
        }
    }

    [Fact]
    public void Saving_a_room_again_and_again_allocates_nothing()
    {
        RandomRoom life = new(1, new ArenaGame(TickRateHz), Seats, Entities, s_limits);
        life.Step(200);
        RoomCapture capture = new();
        long allocated = 0;
        for (int i = 0; i < 40; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            capture.Begin(life.Room);
            capture.Finish(life.Room);
            if (i >= 20) allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static void SaveAndGoOn(ulong seed, Func<IGame> newGame, int ticksMax)
    {
        RandomRoom life = new(seed, newGame(), Seats, Entities, s_limits);
        Prng draw = Prng.For(seed, "save");
        life.Step(draw.NextInt(1, ticksMax));
        RoomCapture capture = new();
        capture.Begin(life.Room);
        int saved = (int)life.Room.Tick.Value;
        life.Step(TicksAfter, afterEach: () =>
        {
            if (!capture.IsComplete) capture.Continue(life.Room);   // as a shard does it: a frame per tick
        });

        RoomSimulation restored = life.Another(newGame());
        Assert.True(RoomCapture.TryRestore(restored, capture.State.Span), $"seed {seed}: what was saved cannot be restored");
        Assert.Equal(capture.StateHash, restored.StateHash);
        TickDecoder decoder = new(restored);
        for (int i = saved; i < life.Ticks.Count; i++)
        {
            ReplayOutcome outcome = decoder.Run(life.Ticks[i]);
            Assert.True(outcome == ReplayOutcome.Agreed, $"seed {seed}: saved at {saved}, {outcome} at {i + 1}");
        }

        Assert.Equal(life.Room.Tick, restored.Tick);
        Assert.True(Save(life.Room).AsSpan().SequenceEqual(Save(restored)), $"seed {seed}: saved at {saved}, the states differ where no hash looks");
    }

    private static byte[] Save(RoomSimulation room)
    {
        RoomCapture capture = new();
        capture.Begin(room);
        capture.Finish(room);
        return capture.State.ToArray();
    }
}
