using System;

namespace GameServer.LoadTest.Machine;

/// <summary>Which of many sockets may have something to read.</summary>
internal abstract class Readiness : IDisposable
{
    /// <summary>The kernel's event queue where there is one, otherwise "perhaps each of them".</summary>
    public static Readiness Create(int socketsMax) =>
        OperatingSystem.IsLinux() && Environment.Is64BitProcess ? new EpollReadiness() : new AssumedReadiness(socketsMax);

    /// <summary>From now on <see cref="Take"/> reports the socket as <paramref name="index"/> for as long as something may be waiting there.</summary>
    public abstract void Watch(int handle, int index);

    /// <summary>How many sockets <see cref="IndexAt"/> names now, without waiting, and whether to ask again at once.</summary>
    public abstract int Take(out bool more);

    public abstract int IndexAt(int position);

    public abstract void Dispose();
}
