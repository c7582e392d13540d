using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Host;
using GameServer.LoadTest.Target;
using Xunit;

namespace GameServer.Tests.Cli;

/// <summary>The real program, told by the real program to leave.</summary>
public sealed class DrainedServerTests : IDisposable
{
    private readonly string _data = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly string _assembly = BuiltProgram.Find("src/GameServer.Host", "gameserver.dll", _ => { }) ?? throw new FileNotFoundException("gameserver.dll");

    public void Dispose()
    {
        if (Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_server_with_a_file_of_options_drains_when_it_is_told_to_and_ends_with_0()
    {
        Directory.CreateDirectory(_data);
        string file = Path.Combine(_data, "options.json");
        await File.WriteAllTextAsync(file, """{ "port": 0, "bind": "127.0.0.1", "admin": "127.0.0.1:0", "playersPerRoom": 16, "rooms": 2, "realTime": false }""");
        using Process server = Start("run", "--config", file, "--data", Path.Combine(_data, "node"));
        string admin = await AddressOf(server);
        using Process rooms = Start("rooms", "--server", admin);
        string listed = await rooms.StandardOutput.ReadToEndAsync();
        await rooms.WaitForExitAsync();
        Assert.Equal(ExitCode.Success, rooms.ExitCode);
        Assert.Equal(3, listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);   // a header and two rooms

        using Process drain = Start("drain", "--limit", "30s", "--server", admin);
        await drain.WaitForExitAsync();
        Assert.Equal(ExitCode.Success, drain.ExitCode);
        await server.StandardOutput.ReadToEndAsync();
        await server.WaitForExitAsync();
        Assert.Equal(ExitCode.Success, server.ExitCode);
    }

    private Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [_assembly, .. arguments]) { RedirectStandardOutput = true, WorkingDirectory = _data })!;

    // "listening on … admin http://127.0.0.1:40123"
    private static async Task<string> AddressOf(Process server)
    {
        List<string> said = [];
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is { } address) return address;
        }

        throw new InvalidOperationException(string.Join('\n', said));
    }
}
