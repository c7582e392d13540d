using System;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace GameServer.Host.Supervision;

/// <summary>
/// Tells the service manager how far this process is, by the datagrams of <c>sd_notify(3)</c>: that it serves, that it stops, and, where a watchdog was asked for, that its ticks still move. Says nothing where nobody listens.
/// </summary>
internal sealed class Supervisor : IDisposable
{
    private readonly string _socket;
    private readonly TimeSpan _watchdog;
    private Timer? _timer;

    private Supervisor(string socket, TimeSpan watchdog)
    {
        _socket = socket;
        _watchdog = watchdog;
    }

    /// <summary>The one that the environment names, by <c>NOTIFY_SOCKET</c>, <c>WATCHDOG_USEC</c> and <c>WATCHDOG_PID</c>.</summary>
    public static Supervisor FromEnvironment() => new(
        Environment.GetEnvironmentVariable("NOTIFY_SOCKET") ?? "",
        WatchdogOf(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID")));

    /// <summary>Players are let in. From now on it is told again and again that ticks move, as long as they do.</summary>
    /// <param name="isAlive">Whether they do.</param>
    public void Ready(Func<bool> isAlive)
    {
        Send("READY=1");
        if (_socket.Length == 0 || _watchdog == TimeSpan.Zero) return;
        _timer = new Timer(_ => Live(isAlive), null, TimeSpan.Zero, _watchdog / 3);   // one may be late, or lost
    }

    /// <summary>The process has begun to end.</summary>
    public void Stopping() => Send("STOPPING=1");

    public void Dispose() => _timer?.Dispose();

    private void Live(Func<bool> isAlive)
    {
        if (isAlive()) Send("WATCHDOG=1");
    }

    private void Send(string state)
    {
        if (_socket.Length == 0) return;
        try
        {
            using Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.UTF8.GetBytes(state), new UnixDomainSocketEndPoint(_socket[0] == '@' ? '\0' + _socket[1..] : _socket));
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException)
        {
            // Nobody listens: the service goes on, and whoever wanted to hear of it decides.
        }
    }

    private static TimeSpan WatchdogOf(string? microseconds, string? process)
    {
        if (process is { Length: > 0 } && process != Environment.ProcessId.ToString(CultureInfo.InvariantCulture)) return TimeSpan.Zero;   // it is meant for another
        return long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long asked) ? TimeSpan.FromMicroseconds(Math.Min(asked, 86_400_000_000L)) : TimeSpan.Zero;
    }
}
