using System.Collections.Generic;
using System.Linq;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Simulation;

namespace GameServer.LoadTest.Crash;

/// <summary>
/// What one player ordered, by the player's own count: the side of the accounts that no crash of the server touches. It is held against everything the server says afterwards, and
/// whatever does not fit is a problem in words. Knows neither sockets nor time.
/// </summary>
internal sealed class PurchaseLedger
{
    private const int Unanswered = -1;

    private readonly List<ArenaGood> _goods = [];   // of command 1, 2, 3 …
    private readonly List<int> _results = [];       // their codes, or Unanswered
    private readonly List<string> _problems = [];
    private int _floor;                             // purchases that the server must not forget any more

    /// <summary>Commands sent.</summary>
    public int Sent => _goods.Count;

    /// <summary>Commands with a result.</summary>
    public int Answered { get; private set; }

    /// <summary>Commands without one.</summary>
    public int Open => Sent - Answered;

    /// <summary>Commands whose result said that they took effect.</summary>
    public int Bought { get; private set; }

    /// <summary>Of these, the hull plates.</summary>
    public int Plates { get; private set; }

    /// <summary>Hull plates ordered, and not answered yet.</summary>
    public int OpenPlates => _goods.Skip(Answered).Count(good => good == ArenaGood.Hull);

    /// <summary>The purse as it was last shown.</summary>
    public Purse Shown { get; private set; }

    /// <summary>All that did not fit.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Nothing is open, and the server shows exactly what was acknowledged.</summary>
    public bool IsSettled => Open == 0 && Shown.Purchases == Bought && Shown.Hull == Plates;

    public void Order(uint number, ArenaGood good)
    {
        if (number != Sent + 1) _problems.Add($"command {number} follows command {Sent}");
        _goods.Add(good);
        _results.Add(Unanswered);
    }

    public void Answer(in CommandAnswer answer)
    {
        if (answer.Command != Answered + 1 || answer.Command > Sent)
        {
            _problems.Add($"command {answer.Command} was answered when command {Answered + 1} was due");
            return;
        }

        Answered++;
        if (answer.Fate == CommandFate.Lost)
        {
            _problems.Add($"command {answer.Command} was lost with its session");
            return;
        }

        _results[Answered - 1] = answer.Result.Code;
        if (IsImpossible(answer.Result)) _problems.Add($"command {answer.Command} was answered with {answer.Result.Code}, which no order here can cause unless it is taken twice or altered");
        if (answer.Result != CommandResult.Done) return;
        Bought++;
        if (_goods[Answered - 1] == ArenaGood.Hull) Plates++;
    }

    /// <summary>The player is back in the seat: what was acknowledged up to now must be there.</summary>
    public void Return() => _floor = Bought;

    /// <summary>The server shows the purse: what was acknowledged is in it, and nothing that was not ordered.</summary>
    public void Show(in Purse purse)
    {
        if ((purse.Purchases, purse.Hull, purse.Credits) == (Shown.Purchases, Shown.Hull, Shown.Credits)) return;
        Shown = purse;
        if (purse.Purchases < _floor) _problems.Add($"{_floor} purchases were acknowledged or shown, and the server shows {purse.Purchases}: {_floor - purse.Purchases} lost");
        if (purse.Purchases > Bought + Open) _problems.Add($"{Bought} purchases were acknowledged and {Open} are open, and the server shows {purse.Purchases}: {purse.Purchases - Bought - Open} doubled");
        _floor = purse.Purchases;   // within one life of the server nothing is taken back
    }

    /// <summary>Holds the ledger against what the server's journal, run again, says of the same commands.</summary>
    /// <param name="applied">Result codes of the commands that the room applied, oldest first.</param>
    /// <param name="first">Number of the first of them.</param>
    public void CompareWith(IReadOnlyList<ushort> applied, uint first)
    {
        long last = first + applied.Count - 1;
        if (last > Sent) _problems.Add($"the journal holds {last} commands and {Sent} were sent");
        if (last < Answered) _problems.Add($"the journal holds {last} commands and {Answered} were acknowledged");
        for (int i = 0; i < applied.Count; i++)
        {
            int number = (int)first + i;
            if (number > Sent || _results[number - 1] is Unanswered || _results[number - 1] == applied[i]) continue;
            _problems.Add($"command {number} was acknowledged with {_results[number - 1]} and the journal says {applied[i]}");
        }
    }

    // Each order has a number of its own, so "bought already" can only mean that one reached the game twice.
    private static bool IsImpossible(CommandResult result) =>
        result != CommandResult.Done && result != ArenaShop.TooExpensive && result != ArenaShop.OtherPrice && result != ArenaShop.SoldOut;
}
