namespace GameServer.Transport.Simulated;

internal sealed class SimulatedLink(LinkConditions conditions)
{
    public LinkConditions Conditions = conditions;

    /// <summary>Set for this link alone, so that the network's default does not touch it.</summary>
    public bool IsOwn;

    public bool IsBad;
    public long LastArrivalNs;
}
