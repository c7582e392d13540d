using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using GameServer.Core;
using GameServer.Host.Pacing;
using GameServer.Transport;

namespace GameServer.Host.Doctor;

/// <summary>The readings of the machine that the process runs on. Nothing here judges, and nothing stays changed.</summary>
internal static partial class ThisMachine
{
    private const int FlushCount = 32;
    private const int FlushBytes = 4096;
    private const int TimexBytes = 256;          // struct timex has 208 on 64-bit Linux
    private const int TimexStatusOffset = 40;    // behind modes (padded), offset, freq, maxerror and esterror
    private const int TimexUnsynchronised = 0x40; // STA_UNSYNC

    /// <summary>A small text file of the system; null when it is not there or may not be read.</summary>
    public static string? ReadFile(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The kernel's version, without what distributions add.</summary>
    public static Version Kernel() => new(Environment.OSVersion.Version.Major, Environment.OSVersion.Version.Minor);

    public static (int ReceiveBytes, int SendBytes) OpenUdp()
    {
        using UdpDatagramSocket socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (socket.ReceiveBufferBytes, socket.SendBufferBytes);
    }

    /// <summary>Wall clock less monotonic clock. A reading that was interrupted would look like a step, so the quickest of a few counts.</summary>
    public static long ClockOffsetNs()
    {
        long bestNs = long.MaxValue;
        long offsetNs = 0;
        for (int i = 0; i < 5; i++)
        {
            long before = MonotonicClock.Nanoseconds();
            long wall = DateTime.UtcNow.Ticks * 100;
            long took = MonotonicClock.Nanoseconds() - before;
            if (took >= bestNs) continue;
            bestNs = took;
            offsetNs = wall - before;
        }

        return offsetNs;
    }

    public static void Pause() => Thread.Sleep(40);

    /// <summary>Null where the kernel does not say.</summary>
    public static unsafe bool? IsTimeSynchronised()
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess) return null;
        byte* timex = stackalloc byte[TimexBytes];
        new Span<byte>(timex, TimexBytes).Clear();   // modes 0 asks and changes nothing
        return ReadTimex(timex) < 0 ? null : (*(int*)(timex + TimexStatusOffset) & TimexUnsynchronised) == 0;
    }

    public static IPv6State IPv6()
    {
        try
        {
            using Socket socket = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            socket.DualMode = true;
            socket.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
            return IPv6State.WithIPv4;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable ? IPv6State.Missing : IPv6State.Alone;
        }
    }

    /// <summary>The ports that the options ask for by number.</summary>
    public static IReadOnlyList<string> PortsOf(HostOptions options)
    {
        List<string> ports = [];
        if (options.Port != 0 && IPAddress.TryParse(options.Bind, out IPAddress? address))
        {
            for (int i = 0; i < options.Shards && options.Port + i <= IPEndPoint.MaxPort; i++) ports.Add($"UDP {new IPEndPoint(address, options.Port + i)}");
        }

        if (IPEndPoint.TryParse(options.Admin, out IPEndPoint? admin) && admin.Port != 0) ports.Add($"TCP {admin}");
        return ports;
    }

    /// <summary>Why one of <see cref="PortsOf"/> cannot be had.</summary>
    public static string? PortRefusal(string port)
    {
        IPEndPoint endpoint = IPEndPoint.Parse(port[4..]);
        try
        {
            if (port.StartsWith("UDP", StringComparison.Ordinal))
            {
                using UdpDatagramSocket socket = UdpDatagramSocket.Bind(endpoint);
                return null;
            }

            using Socket listener = new(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(endpoint);
            listener.Listen();
            return null;
        }
        catch (SocketException refused)
        {
            return BindFailure.Of(refused).Text;
        }
    }

    /// <summary>Bytes left where a folder lies, or would lie.</summary>
    public static long? FreeBytes(string folder)
    {
        try
        {
            return new DriveInfo(ExistingAbove(folder)).AvailableFreeSpace;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Milliseconds that each of a few appends with a flush takes, in the folder or in the nearest one above that is there.</summary>
    public static IReadOnlyList<double> FlushTimesMs(string folder)
    {
        string path = Path.Combine(ExistingAbove(folder), $".doctor-{Environment.ProcessId}");
        using FileStream file = new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose, BufferSize = 0 });
        byte[] bytes = new byte[FlushBytes];
        double[] times = new double[FlushCount];
        for (int i = 0; i < times.Length; i++)
        {
            long start = MonotonicClock.Nanoseconds();
            file.Write(bytes);
            file.Flush(flushToDisk: true);
            times[i] = (MonotonicClock.Nanoseconds() - start) / (double)Timestamp.NanosecondsPerMillisecond;
        }

        return times;
    }

    /// <summary>Raises a thread of its own, which ends at once.</summary>
    public static bool CanRaiseThread()
    {
        bool isRaised = false;
        Thread thread = new(() => isRaised = RealTimePriority.TryRaiseThisThread());
        thread.Start();
        thread.Join();
        return isRaised;
    }

    public static bool IsReadByOthers(string path) => !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != 0;

    private static string ExistingAbove(string folder)
    {
        DirectoryInfo? found = new(Path.GetFullPath(folder));
        while (found is { Exists: false }) found = found.Parent;
        return found?.FullName ?? Path.GetFullPath(folder);
    }

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    private static unsafe partial int ReadTimex(byte* timex);
}
