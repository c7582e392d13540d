namespace GameServer.Arena;

/// <summary>The other side of a purse, by which it can be audited; stays on the server.</summary>
public struct Ledger
{
    /// <summary>Credits ever earned.</summary>
    public int Earned;

    /// <summary>Crates of rounds bought.</summary>
    public int Refills;

    /// <summary>The buyer's number of the last thing bought.</summary>
    public uint LastPurchase;
}
