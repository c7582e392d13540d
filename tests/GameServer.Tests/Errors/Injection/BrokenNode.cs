using System;
using System.IO;
using System.Reflection;
using GameServer.Core;
using GameServer.Host;
using GameServer.Persistence;

namespace GameServer.Tests.Errors.Injection;

/// <summary>A server in this process, told what a shard's thread tells it when something of ours does not hold.</summary>
internal static class BrokenNode
{
    private const int Broken = 70;   // the exit code that supervisors see

    /// <returns>What it writes to the standard error before it ends.</returns>
    public static string Run()
    {
        TextWriter usual = Console.Error;
        using StringWriter errors = new();
        Console.SetError(TextWriter.Synchronized(errors));
        try
        {
            using ServerProcess server = ServerProcess.Start(new HostOptions { Port = 0, Bind = "127.0.0.1", Admin = "127.0.0.1:0", Durability = Durability.None, PlayersPerRoom = 4, RealTime = false });
            typeof(ServerProcess).GetMethod("Break", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(server, [new InvariantException("two and two are four")]);
            Xunit.Assert.Equal(Broken, server.RunUntilStopped());
            return errors.ToString();
        }
        finally
        {
            Console.SetError(usual);
        }
    }
}
