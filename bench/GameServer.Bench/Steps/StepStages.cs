namespace GameServer.Bench.Steps;

/// <summary>Nanoseconds per client and tick by stage of <c>Shard.Step</c>. Receive and flush run against a network in memory instead of the kernel.</summary>
internal sealed record StepStages(double ReceiveNs, double SimulateNs, double GridNs, double InterestNs, double WriteNs, double FlushNs, double JournalNs)
{
    public double TotalNs => ReceiveNs + SimulateNs + GridNs + InterestNs + WriteNs + FlushNs + JournalNs;
}
