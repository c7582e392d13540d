using System;
using GameServer.Arena;
using GameServer.Core;
using GameServer.LoadTest.Scenes;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Simulation;

public sealed class LagCompensationTests
{
    private const double TickMs = 1000.0 / 30;

    [Theory]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(150)]
    [InlineData(200)]
    [InlineData(250)]
    public void The_server_judges_by_the_picture_the_shooter_saw_or_by_one_exactly_as_old_as_the_cap(int rttMs)
    {
        LagDuelResult result = new LagDuel(new SceneOptions { RttMs = rttMs }, null).Run(40);
        Assert.True(result.Shots > 20, result.ToString());
        Assert.True(result.SeenHits > 3 && result.SeenHits < result.Shots - 3, result.ToString());
        Assert.True(result.Agreed == result.Shots, result.ToString());
        Assert.True(Math.Abs(result.GrantedMs - Math.Min(result.ClaimedMs, 250)) < TickMs / 4, result.ToString());
        Assert.True(result.Over == (rttMs < 200 ? 0 : result.Shots), result.ToString());
        if (result.Over == 0) Assert.True(result.AgreedWithScreen == result.Shots, result.ToString());
    }

    [Theory]
    [InlineData(200)]
    [InlineData(250)]
    public void A_higher_cap_covers_a_longer_way(int rttMs)
    {
        LagDuelResult result = new LagDuel(new SceneOptions { RttMs = rttMs, RewindCapMs = 400 }, null).Run(40);
        Assert.Equal(0, result.Over);
        Assert.True(result.SeenHits > 3 && result.AgreedWithScreen == result.Shots, result.ToString());
    }

    [Fact]
    public void Without_rewinding_server_and_screen_disagree()
    {
        LagDuelResult result = new LagDuel(new SceneOptions { RttMs = 150, RewindCapMs = 0 }, null).Run(40);
        Assert.True(result.AgreedWithScreen < result.Shots * 3 / 4, result.ToString());
        Assert.Equal(0, result.GrantedMaxMs);
    }

    [Fact]
    public void An_oracle_notices_a_server_that_goes_half_as_far_back()
    {
        LagDuelResult result = new LagDuel(new SceneOptions { RttMs = 200 }, new Half()).Run(40);
        Assert.True(result.Agreed < result.Shots * 9 / 10, result.ToString());
    }

    [Theory]
    [InlineData(300)]
    [InlineData(500)]
    public void A_longer_way_gains_no_more_than_the_cap(int rttMs)
    {
        LagDuelResult result = new LagDuel(new SceneOptions { RttMs = rttMs }, null).Run(20);
        Assert.InRange(result.ClaimedMs, rttMs, 1_000);
        Assert.InRange(result.GrantedMaxMs, 249, 251);
    }

    [Fact]
    public void A_client_that_claims_an_old_picture_gets_its_budget_once_and_then_what_is_plausible()
    {
        Rig rig = new(plausibleTicks: 2);
        double first = rig.Shoot(claimedTicks: 100);
        Assert.Equal(rig.Rewind.CapTicks, first);
        double second = rig.Shoot(claimedTicks: 100);
        Assert.InRange(second, 2, 2 + rig.Rewind.BudgetTicks - (first - 2) + 0.1);
        for (int i = 0; i < 5; i++) rig.Shoot(claimedTicks: 100);
        Assert.InRange(rig.Shoot(claimedTicks: 100), 2, 2.1);
        Assert.Equal(1.5, rig.Shoot(claimedTicks: 1.5));
        Assert.Equal(8, rig.Rewind.ClampedCount);
        for (int i = 0; i < 400; i++) rig.Step(0);
        Assert.Equal(rig.Rewind.CapTicks, rig.Shoot(claimedTicks: 100));
    }

    [Fact]
    public void A_client_whose_whole_connection_is_slow_gets_the_cap_and_no_more()
    {
        Rig rig = new(plausibleTicks: 200);
        for (int i = 0; i < 50; i++) Assert.Equal(rig.Rewind.CapTicks, rig.Shoot(claimedTicks: 200));
    }

    [Fact]
    public void A_game_may_replace_the_policy_but_not_the_cap()
    {
        Rig rig = new(plausibleTicks: 20);
        rig.Rewind.Policy = new Half();
        Assert.Equal(2, rig.Shoot(claimedTicks: 4));
        rig.Rewind.Policy = new Everything();
        Assert.Equal(rig.Rewind.CapTicks, rig.Shoot(claimedTicks: 4));
    }

    [Fact]
    public void The_past_lies_between_two_ticks_and_ends_where_an_entity_began()
    {
        Rig rig = new(plausibleTicks: 20);
        for (int i = 0; i < 10; i++) rig.Step(0);
        EntityId ship = rig.World.FocusOf(new PlayerSlot(0));
        Assert.True(rig.Rewind.TryGet(ArenaSchema.Body, ship, 3, out Body before));
        Assert.True(rig.Rewind.TryGet(ArenaSchema.Body, ship, 2, out Body after));
        Assert.True(rig.Rewind.TryGet(ArenaSchema.Body, ship, 2.25, out Body between));
        Assert.Equal(before.X + ((after.X - before.X) * 0.75f), between.X, 4);
        Assert.NotEqual(before.X, after.X);
        Assert.False(rig.Rewind.TryGet(ArenaSchema.Body, ship, rig.World.Tick.Value + 5, out _));
        Assert.False(rig.Rewind.TryGet(ArenaSchema.Body, ship, rig.World.Tick.Value - 0.5, out _));
        rig.World.Destroy(ship);
        Assert.False(rig.Rewind.TryGet(ArenaSchema.Body, ship, 1, out _));
    }

    private sealed class Half : IRewindPolicy
    {
        public double Decide(in RewindClaim claim) => claim.ClaimedTicks / 2;
    }

    private sealed class Everything : IRewindPolicy
    {
        public double Decide(in RewindClaim claim) => double.MaxValue;
    }

    /// <summary>One flying ship whose inputs claim what the test says.</summary>
    private sealed class Rig
    {
        private readonly RoomSimulation _room = new(new ArenaGame(30), 64, 2, 1);
        private readonly double _plausibleTicks;

        public Rig(double plausibleTicks)
        {
            _plausibleTicks = plausibleTicks;
            Assert.NotNull(_room.Join("pilot"));
            Step(0);
        }

        public World World => _room.World;

        public Rewind Rewind => _room.World.Rewind;

        public void Step(double claimedTicks)
        {
            Span<int> fields = stackalloc int[5];
            ArenaInputCodec.Instance.CaptureOne(new ArenaInput { MoveX = 1 }, fields);
            _room.InputsOf(new PlayerSlot(0)).Offer(_room.Tick.Next, fields, new ViewClaim((ushort)(claimedTicks * 16), (ushort)(_plausibleTicks * 16)));
            _room.Step();
        }

        public double Shoot(double claimedTicks)
        {
            Step(claimedTicks);
            return Rewind.Grant(new PlayerSlot(0));
        }
    }
}
