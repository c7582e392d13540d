namespace GameServer.Server;

/// <summary>Nanoseconds spent in each line of <see cref="Shard.Step"/> since the start.</summary>
public struct StageCosts
{
    public long ReceiveNs;
    public long SimulateNs;
    public long GridNs;
    public long InterestNs;
    public long WriteNs;
    public long FlushNs;

    /// <summary>Handing log and checkpoints over; coding what a tick consumed is part of <see cref="SimulateNs"/>.</summary>
    public long JournalNs;
}
