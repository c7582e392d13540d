namespace GameServer.Replication;

/// <summary>
/// Whether a client is served by the dense coder. It is slow to change: a second of more to say than the budget holds turns to it, and five seconds in which the codebooks would do turn back.
/// </summary>
internal struct DenseChoice
{
    private const int CalmSeconds = 5;

    private int _shortTicks;
    private int _calmTicks;

    public bool IsDense { get; private set; }

    /// <summary>Settles it by what is forced, or by what the last ticks were like.</summary>
    /// <param name="options">Say from which budget on a client may be short.</param>
    /// <param name="coder">What is asked for.</param>
    /// <param name="canRead">Whether the client reads dense packets at all.</param>
    /// <param name="bytesPerSecond">Its budget.</param>
    /// <param name="tickRateHz">1..128.</param>
    public void Follow(ReplicationOptions options, SnapshotCoder coder, bool canRead, int bytesPerSecond, int tickRateHz)
    {
        if (!canRead || coder == SnapshotCoder.Codebook) IsDense = false;
        else if (coder == SnapshotCoder.Dense) IsDense = true;
        else if (IsDense) IsDense = _calmTicks < CalmSeconds * tickRateHz && bytesPerSecond <= 2 * options.DenseBytesPerSecond;
        else IsDense = _shortTicks >= tickRateHz && bytesPerSecond <= options.DenseBytesPerSecond;
    }

    /// <summary>Notes a tick.</summary>
    /// <param name="isShort">Something had to wait for want of budget.</param>
    /// <param name="chosenBits">What was chosen to be sent.</param>
    /// <param name="budgetBits">What a tick brings.</param>
    /// <param name="tickRateHz">1..128.</param>
    public void Note(bool isShort, long chosenBits, int budgetBits, int tickRateHz)
    {
        if (isShort && _shortTicks < 2 * tickRateHz) _shortTicks++;
        else if (!isShort && _shortTicks > 0) _shortTicks--;

        // What the dense coder says in two bits takes the codebooks three, at most.
        bool wouldFit = !isShort && chosenBits + (chosenBits / 2) <= budgetBits;
        _calmTicks = wouldFit ? _calmTicks + 1 : 0;
        if (IsDense) return;
        _calmTicks = 0;
    }
}
