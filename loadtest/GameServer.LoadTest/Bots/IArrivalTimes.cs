using GameServer.Core;

namespace GameServer.LoadTest.Bots;

/// <summary>A socket that knows when the datagram it handed out last had really come.</summary>
internal interface IArrivalTimes
{
    /// <summary>Nanoseconds from its arrival to <paramref name="now"/>; 0 where nobody knows.</summary>
    long WaitedNs(Timestamp now);
}
