namespace GameServer.Arena;

/// <summary>The other side of a purse, by which it can be audited; stays on the server.</summary>
public struct Ledger
{
    /// <summary>Credits ever earned: those the pilot came with, and what the plates did that the pilot came with, included.</summary>
    public int Earned;

    /// <summary>Of the credits earned, those not yet promised to the pilot's record.</summary>
    public int Unpromised;

    /// <summary>Plates the pilot came with.</summary>
    public int PlatesBrought;

    /// <summary>Crates of rounds bought.</summary>
    public int Refills;

    /// <summary>The buyer's number of the last thing bought.</summary>
    public uint LastPurchase;
}
