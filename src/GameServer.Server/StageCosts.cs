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

    public static StageCosts operator +(in StageCosts left, in StageCosts right) => new()
    {
        ReceiveNs = left.ReceiveNs + right.ReceiveNs,
        SimulateNs = left.SimulateNs + right.SimulateNs,
        GridNs = left.GridNs + right.GridNs,
        InterestNs = left.InterestNs + right.InterestNs,
        WriteNs = left.WriteNs + right.WriteNs,
        FlushNs = left.FlushNs + right.FlushNs,
        JournalNs = left.JournalNs + right.JournalNs,
    };

    public static StageCosts operator -(in StageCosts now, in StageCosts before) => new()
    {
        ReceiveNs = now.ReceiveNs - before.ReceiveNs,
        SimulateNs = now.SimulateNs - before.SimulateNs,
        GridNs = now.GridNs - before.GridNs,
        InterestNs = now.InterestNs - before.InterestNs,
        WriteNs = now.WriteNs - before.WriteNs,
        FlushNs = now.FlushNs - before.FlushNs,
        JournalNs = now.JournalNs - before.JournalNs,
    };
}
