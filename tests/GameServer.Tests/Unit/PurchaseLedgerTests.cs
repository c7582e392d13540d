using GameServer.Arena;
using GameServer.Client;
using GameServer.LoadTest.Crash;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class PurchaseLedgerTests
{
    private readonly PurchaseLedger _ledger = new();

    [Fact]
    public void What_was_bought_acknowledged_and_shown_once_is_settled()
    {
        Buy(ArenaGood.Hull);
        Buy(ArenaGood.Rounds);
        _ledger.Show(new Purse { Purchases = 2, Hull = 1 });
        Assert.True(_ledger.IsSettled);
        Assert.Empty(_ledger.Problems);
    }

    [Fact]
    public void An_open_purchase_may_be_shown_and_may_be_gone_again_after_a_crash()
    {
        Order(ArenaGood.Rounds);
        _ledger.Show(new Purse { Purchases = 1 });
        _ledger.Return();
        _ledger.Show(new Purse { Purchases = 0 });
        Assert.Empty(_ledger.Problems);
        Assert.False(_ledger.IsSettled);
        Answer(1, CommandResult.Done);
        _ledger.Show(new Purse { Purchases = 1 });
        Assert.True(_ledger.IsSettled);
    }

    [Fact]
    public void An_acknowledged_purchase_that_a_crash_undid_is_lost()
    {
        Buy(ArenaGood.Rounds);
        _ledger.Show(new Purse { Purchases = 1 });
        _ledger.Return();
        _ledger.Show(new Purse { Purchases = 0 });
        Assert.Contains("1 lost", Assert.Single(_ledger.Problems), System.StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_crash_nothing_that_was_shown_goes_away()
    {
        Order(ArenaGood.Rounds);
        _ledger.Show(new Purse { Purchases = 1 });
        _ledger.Show(new Purse { Purchases = 0 });
        Assert.Contains("1 lost", Assert.Single(_ledger.Problems), System.StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_was_ordered_is_doubled()
    {
        Buy(ArenaGood.Rounds);
        _ledger.Show(new Purse { Purchases = 2 });
        Assert.Contains("1 doubled", Assert.Single(_ledger.Problems), System.StringComparison.Ordinal);
        Assert.False(_ledger.IsSettled);
    }

    [Fact]
    public void A_result_that_comes_twice_or_out_of_turn_is_a_problem()
    {
        Buy(ArenaGood.Rounds);
        Order(ArenaGood.Rounds);
        Order(ArenaGood.Rounds);
        Answer(1, CommandResult.Done);
        Answer(3, CommandResult.Done);
        Assert.Equal(2, _ledger.Problems.Count);
    }

    [Fact]
    public void An_order_that_reached_the_game_twice_gives_itself_away()
    {
        Order(ArenaGood.Rounds);
        Answer(1, ArenaShop.BoughtAlready);
        Assert.Single(_ledger.Problems);
    }

    [Fact]
    public void A_command_lost_with_its_session_is_a_problem()
    {
        Order(ArenaGood.Rounds);
        _ledger.Answer(new CommandAnswer(1, CommandFate.Lost, default));
        Assert.Single(_ledger.Problems);
    }

    [Theory]
    [InlineData(new ushort[] { 0, 1 }, 0)]         // as acknowledged
    [InlineData(new ushort[] { 0 }, 1)]            // the second is missing
    [InlineData(new ushort[] { 0, 1, 0 }, 0)]      // the third, still open, was applied
    [InlineData(new ushort[] { 0, 1, 0, 0 }, 1)]   // a fourth was never sent
    [InlineData(new ushort[] { 1, 1 }, 1)]         // another result
    public void The_journal_holds_each_acknowledged_command_once_with_the_result_that_was_told(ushort[] applied, int problems)
    {
        Buy(ArenaGood.Rounds);
        Order(ArenaGood.Rounds);
        Answer(2, ArenaShop.TooExpensive);
        Order(ArenaGood.Rounds);
        _ledger.CompareWith(applied, first: 1);
        Assert.Equal(problems, _ledger.Problems.Count);
    }

    private void Order(ArenaGood good) => _ledger.Order((uint)_ledger.Sent + 1, good);

    private void Answer(uint number, CommandResult result) => _ledger.Answer(new CommandAnswer(number, CommandFate.Applied, result));

    private void Buy(ArenaGood good)
    {
        Order(good);
        Answer((uint)_ledger.Sent, CommandResult.Done);
    }
}
