using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading;
using GameServer.Core;
using GameServer.Tests.Support;
using GameServer.Transport;
using GameServer.Transport.Wire;
using Xunit;
using Xunit.Abstractions;

namespace GameServer.Tests.Interop;

/// <summary>
/// Unmodified LiteNetLib on the other end, over real sockets, in both roles and every delivery method, with and without loss. <c>INTEROP_MESSAGES</c> sets how many per
/// method; <c>STOCK_PEERS</c> names programs of other releases that join in (see <c>docs/PROTOCOL.md</c>).
/// </summary>
[Collection(MeasuredAlone.Name)]
public sealed class StockLibraryTests(ITestOutputHelper output)
{
    private static readonly int MessageCount =
        int.TryParse(Environment.GetEnvironmentVariable("INTEROP_MESSAGES"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 2000;

    private static readonly int SecondsMax = 120 + (MessageCount / 50);

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Stock_clients_of_every_kind_get_back_from_one_port_what_they_sent(double lossChance)
    {
        using OurEchoServer server = new();
        using LossyProxy proxy = new(server.Port, lossChance);
        EchoClient full = new(EchoClient.AllMethods, MessageCount);
        EchoClient reduced = new(EchoClient.LiteMethods, MessageCount);
        using StockEnd fullEnd = StockEnd.Client(proxy.Port, full);
        using LiteStockEnd reducedEnd = LiteStockEnd.Client(proxy.Port, reduced);
        List<(string Name, Process Process)> others = StartOthers(proxy.Port, lossChance);
        RealClock clock = new();
        try
        {
            clock.Until(() => full.IsOver && reduced.IsOver && others.All(other => other.Process.HasExited), Step, SecondsMax);
        }
        finally
        {
            foreach ((_, Process process) in others)
            {
                if (!process.HasExited) process.Kill();
            }
        }

        Assert.True(Report("2.1.3 NetManager", full.Verify(lossChance, out string report), report));
        Assert.True(Report("2.1.3 LiteNetManager", reduced.Verify(lossChance, out report), report));
        foreach ((string name, Process process) in others) Assert.True(Report(name, process.ExitCode == 0, process.StandardOutput.ReadToEnd()));
        output.WriteLine($"datagrams passed {proxy.Passed}, lost {proxy.Lost}; resent {server.Counters.Resends}, dropped {server.Counters.DropsTotal}");
        fullEnd.Leave();
        reducedEnd.Leave();
        clock.Until(() => server.PeerCount == 0, Step, SecondsMax);
        Assert.Equal(0, server.EchoesRefused);
        Assert.Equal(0, server.Vanished);
        Assert.Equal(2 + others.Count, server.Left);

        void Step()
        {
            double nowMs = clock.Now.Nanoseconds / 1e6;
            fullEnd.Step(nowMs);
            reducedEnd.Step(nowMs);
            bool moved = proxy.Step();
            server.Step(clock.Now);
            if (!moved) Thread.Yield();
        }
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 0.1)]
    [InlineData(true, 0)]
    [InlineData(true, 0.1)]
    public void Our_client_gets_back_what_it_sends_to_a_stock_server(bool reduced, double lossChance)
    {
        using IStockEnd server = reduced ? LiteStockEnd.Server() : StockEnd.Server();
        using LossyProxy proxy = new(server.Port, lossChance);
        using UdpDatagramSocket socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        LiteNetTransport client = new(TransportOptions.ForClient with { DisconnectTimeoutMs = 20_000 }, socket, new Prng(2));
        EchoClient echo = new(reduced ? EchoClient.LiteMethods : EchoClient.AllMethods, MessageCount);
        TransportRecorder atClient = new();
        RealClock clock = new();
        double nowMs = 0;
        byte channel = reduced ? (byte)0 : (byte)1;
        atClient.OnReceived = (_, method, _, bytes) =>
        {
            echo.Take((EchoMethod)(byte)method, bytes.Span, nowMs);
            atClient.Messages.Clear();
        };
        PeerId peer = client.Connect(Endpoint.FromIPv4(0x7F00_0001, (ushort)proxy.Port), LibraryString.Write("key"), clock.Now);
        clock.Until(() => atClient.Connects.Count == 1 && server.IsConnected, Step);
        clock.Until(() => echo.IsOver || atClient.Disconnects.Count > 0, () =>
        {
            echo.Step(nowMs, (method, message) => client.Send(peer, message, (DeliveryMethod)(byte)method, method == EchoMethod.Unreliable ? (byte)0 : channel));
            Step();
        }, SecondsMax);
        Assert.True(Report($"our client, stock {(reduced ? "LiteNetManager" : "NetManager")} server", echo.Verify(lossChance, out string report), report));
        client.Disconnect(peer, "bye"u8);
        clock.Until(() => server.Ended is not null, Step, SecondsMax);
        Assert.Equal("bye"u8.ToArray(), server.Farewell);

        void Step()
        {
            nowMs = clock.Now.Nanoseconds / 1e6;
            server.Step(nowMs);
            bool moved = proxy.Step();
            client.Receive(clock.Now, atClient);
            client.Flush(clock.Now, atClient);
            if (!moved) Thread.Yield();
        }
    }

    [Fact]
    public void A_stock_server_that_refuses_is_understood()
    {
        using IStockEnd server = StockEnd.Server();
        using UdpDatagramSocket socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Any, 0), UdpSocketOptions.Small);
        LiteNetTransport client = new(TransportOptions.ForClient, socket, new Prng(2));
        TransportRecorder atClient = new();
        RealClock clock = new();
        client.Connect(Endpoint.FromIPv4(0x7F00_0001, (ushort)server.Port), LibraryString.Write("wrong"), clock.Now);
        clock.Until(() => atClient.Disconnects.Count == 1, () =>
        {
            server.Step(clock.Now.Nanoseconds / 1e6);
            client.Receive(clock.Now, atClient);
            client.Flush(clock.Now, atClient);
        });
        Assert.Equal(DisconnectReason.ConnectionRejected, atClient.Disconnects[0].Reason);
    }

    // NAME=PROGRAM.dll;NAME=PROGRAM.dll
    private static List<(string Name, Process Process)> StartOthers(int port, double lossChance)
    {
        List<(string, Process)> others = [];
        foreach (string entry in (Environment.GetEnvironmentVariable("STOCK_PEERS") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            int split = entry.IndexOf('=', StringComparison.Ordinal);
            ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
            start.ArgumentList.Add(entry[(split + 1)..]);
            foreach (double argument in (ReadOnlySpan<double>)[port, MessageCount, lossChance, SecondsMax]) start.ArgumentList.Add(argument.ToString(CultureInfo.InvariantCulture));
            others.Add((entry[..split], Process.Start(start)!));
        }

        return others;
    }

    private bool Report(string name, bool kept, string report)
    {
        output.WriteLine($"{name}: {(kept ? "every promise kept" : "FAILED")}");
        output.WriteLine(report.TrimEnd());
        return kept;
    }
}
