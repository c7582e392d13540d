using System.Linq;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>Credits are earned by hits and spent by commands; a pilot who is lost leaves a ghost that nothing touches.</summary>
public sealed class ArenaShopTests
{
    private readonly ArenaRoom _arena = new(seed: 5, seats: 8);
    private uint _purchase;

    public ArenaShopTests()
    {
        for (int i = 0; i < 8; i++) Assert.True(_arena.TryJoin());
        _arena.Step();
    }

    private World World => _arena.Room.World;

    private PlayerSlot Buyer => _arena.Players[0];

    private EntityId Ship => World.FocusOf(Buyer);

    [Fact]
    public void Hits_bring_credits_and_every_credit_is_accounted_for()
    {
        for (int i = 0; i < 600; i++)
        {
            _arena.Step();
            Assert.Null(ArenaInvariants.Check(World));
        }

        Assert.True(World.Slots(ArenaSchema.Ship).ToArray().Sum(slot => World.Column(ArenaSchema.Purse)[slot].Credits) > 0);
    }

    [Fact]
    public void A_hull_plate_costs_its_price_and_lasts()
    {
        Give(ArenaRules.HullPrice);
        Assert.Equal(CommandResult.Done, Buy(ArenaGood.Hull, ArenaRules.HullPrice));
        Purse purse = World.Get(ArenaSchema.Purse, Ship);
        Assert.Equal((0, 1, 1), (purse.Credits, purse.Hull, purse.Purchases));
        Assert.Equal(ArenaRules.HealthMax + ArenaRules.HullHealth, ArenaShop.HealthOf(purse));
        Assert.Null(ArenaInvariants.Check(World));
    }

    [Fact]
    public void What_cannot_be_bought_costs_nothing()
    {
        Assert.Equal(ArenaShop.TooExpensive, Buy(ArenaGood.Hull, ArenaRules.HullPrice));
        Give(1_000);
        Assert.Equal(ArenaShop.OtherPrice, Buy(ArenaGood.Hull, ArenaRules.HullPrice + 1));
        for (int plate = 0; plate < ArenaRules.HullMax; plate++) Assert.Equal(CommandResult.Done, Buy(ArenaGood.Hull, ArenaRules.HullPrice << plate));
        Assert.Equal(ArenaShop.SoldOut, Buy(ArenaGood.Hull, ArenaRules.HullPrice << ArenaRules.HullMax));
        Assert.Equal(CommandResult.Done, Buy(ArenaGood.Rounds, ArenaRules.RoundsPrice));
        _purchase--;
        Assert.Equal(ArenaShop.BoughtAlready, Buy(ArenaGood.Rounds, ArenaRules.RoundsPrice));
        Assert.Equal(CommandResult.Unknown, Command([1, 2, 3]));
        Assert.Equal(CommandResult.Unknown, Command([9, 0, 0, 0, 0, 0, 0]));
        Assert.Equal(ArenaRules.HullMax + 1, World.Get(ArenaSchema.Purse, Ship).Purchases);
        Assert.Null(ArenaInvariants.Check(World));
    }

    [Fact]
    public void Doubled_and_vanished_credits_are_found_and_named()
    {
        World.Get(ArenaSchema.Purse, Ship).Credits++;
        Assert.Contains("earned 0 credits", ArenaInvariants.Check(World), System.StringComparison.Ordinal);
        World.Get(ArenaSchema.Purse, Ship).Credits--;
        World.Get(ArenaSchema.Purse, Ship).Purchases++;
        Assert.Contains("made 1 purchases", ArenaInvariants.Check(World), System.StringComparison.Ordinal);
    }

    [Fact]
    public void The_ship_of_a_pilot_who_is_lost_becomes_a_ghost_and_comes_back_as_it_was()
    {
        _arena.Room.Interrupt(Buyer);
        int ghostTicks = (int)(ArenaRules.GhostAfterSeconds * ArenaRoom.TickRateHz);
        _arena.Step();
        Assert.NotEqual(ShipState.Ghost, World.Get(ArenaSchema.Vitals, Ship).State);
        for (int i = 0; i < ghostTicks; i++) _arena.Step();
        (Body Body, Vitals Vitals, Loadout Loadout) before = Look();
        Assert.Equal(ShipState.Ghost, before.Vitals.State);
        for (int i = 0; i < 900; i++)
        {
            _arena.Step();
            Assert.Equal(before, Look());
            Assert.Null(ArenaInvariants.Check(World));
        }

        _arena.Room.Return(Buyer, 2);
        _arena.Step();
        Assert.Equal(ShipState.Flying, World.Get(ArenaSchema.Vitals, Ship).State);
        Assert.Equal(before.Vitals.Health, World.Get(ArenaSchema.Vitals, Ship).Health);
        Body body = World.Get(ArenaSchema.Body, Ship);
        Assert.InRange(body.X - before.Body.X, -1, 1);
        Assert.InRange(body.Y - before.Body.Y, -1, 1);
    }

    private (Body Body, Vitals Vitals, Loadout Loadout) Look() =>
        (World.Get(ArenaSchema.Body, Ship), World.Get(ArenaSchema.Vitals, Ship), World.Get(ArenaSchema.Loadout, Ship));

    private void Give(int credits)
    {
        World.Get(ArenaSchema.Purse, Ship).Credits += credits;
        World.Get(ArenaSchema.Ledger, Ship).Earned += credits;
    }

    private CommandResult Buy(ArenaGood good, int price)
    {
        byte[] command = new byte[ArenaOrder.Bytes];
        new ArenaOrder(good, ++_purchase, (ushort)price).Write(command);
        return Command(command);
    }

    private CommandResult Command(byte[] command)
    {
        uint sequence = (_arena.Room.CommandsOf(Buyer)?.LastQueued ?? 0) + 1;
        _arena.Room.OfferCommand(Buyer, sequence, command);
        _arena.Step();
        return _arena.Room.CommandsOf(Buyer)!.ResultOf(sequence);
    }
}
