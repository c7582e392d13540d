using System.Threading;

namespace GameServer.LoadTest.Swarm;

/// <summary>The only thing the controller tells its swarm's threads.</summary>
internal sealed class SwarmSignal
{
    private PhaseOrder? _order;

    /// <summary>Null before the first phase.</summary>
    public PhaseOrder? Order
    {
        get => Volatile.Read(ref _order);
        set => Volatile.Write(ref _order, value);
    }
}
