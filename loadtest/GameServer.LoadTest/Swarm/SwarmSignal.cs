namespace GameServer.LoadTest.Swarm;

/// <summary>The only thing the controller tells its swarm's threads.</summary>
internal sealed class SwarmSignal
{
    private volatile SwarmPhase _phase = SwarmPhase.Connect;

    public SwarmPhase Phase
    {
        get => _phase;
        set => _phase = value;
    }
}
