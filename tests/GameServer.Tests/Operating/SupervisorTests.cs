using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Tasks;
using GameServer.Tests.Errors.Injection;
using Xunit;

namespace GameServer.Tests.Operating;

/// <summary>What a service manager is told, by the real process: the datagrams of <c>sd_notify(3)</c>.</summary>
public sealed partial class SupervisorTests
{
    private const int Terminate = 15;
    private const int Patience = 60_000;

    [Fact]
    public async Task A_service_manager_is_told_that_the_server_serves_lives_and_stops()
    {
        if (!OperatingSystem.IsLinux()) return;
        string folder = Directory.CreateTempSubdirectory().FullName;
        string path = Path.Combine(folder, "notify");
        using Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = Patience };
        socket.Bind(new UnixDomainSocketEndPoint(path));
        ProcessStartInfo start = new("dotnet", [LineInjections.Program.Value, "run", "--port", "0", "--bind", "127.0.0.1", "--admin", "127.0.0.1:0", "--players-per-room", "4", "--durability", "none"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NOTIFY_SOCKET"] = path;
        start.Environment["WATCHDOG_USEC"] = "300000";
        using Process process = Process.Start(start)!;
        using System.Threading.Timer patience = new(_ => process.Kill(), null, Patience, -1);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();

        Assert.Equal("READY=1", Receive(socket));
        Assert.Equal("WATCHDOG=1", Receive(socket));
        Assert.Equal("WATCHDOG=1", Receive(socket));   // again and again
        _ = Signal(process.Id, Terminate);
        List<string> rest = [];
        do
        {
            rest.Add(Receive(socket));
        }
        while (rest[^1] != "STOPPING=1");
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        Assert.Contains("stopped", await output, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static string Receive(Socket socket)
    {
        byte[] buffer = new byte[512];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
