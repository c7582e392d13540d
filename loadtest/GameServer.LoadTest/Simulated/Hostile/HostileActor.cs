using GameServer.Core;
using GameServer.Transport;

namespace GameServer.LoadTest.Simulated.Hostile;

/// <summary>An attacker on virtual time. What becomes of its own connection is nobody's concern.</summary>
internal abstract class HostileActor(HostilePlan plan, IDatagramSocket? socket)
{
    /// <summary>Attackers that are seated carry this before their number, so that witnesses know whose inputs not to look for.</summary>
    public const string NamePrefix = "hostile-";

    public HostilePlan Plan { get; } = plan;

    /// <summary>Datagrams sent so far.</summary>
    public long SentCount { get; protected set; }

    public abstract void Step(Timestamp now);

    /// <summary>Goes away without a word.</summary>
    public void Stop() => socket?.Dispose();
}
