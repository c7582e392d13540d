using System;
using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Tests.Simulation.Sessions;
using GameServer.Transport;

namespace GameServer.Tests.Errors.Injection;

/// <summary>What a client's SDK says of what servers say, or do not say. Each reason of the wire is injected by a server that gives it.</summary>
internal static class SdkInjections
{
    private const string Text = "a text for a person";

    private static readonly Endpoint s_server = Endpoint.FromIPv4(0x0A00_0001, 7777);

    public static IEnumerable<(ErrorCode Code, Func<ErrorPlaces> Run)> All()
    {
        foreach (RefusalReason reason in Enum.GetValues<RefusalReason>()) yield return Says(reason.Code(), message => new Refusal(reason, Text).Write(message));
        foreach (FarewellReason reason in Enum.GetValues<FarewellReason>()) yield return Says(reason.Code(), message => new Farewell(reason, Text).Write(message));
        yield return Says(ErrorCode.RefusalUnknown, message => new Refusal((RefusalReason)250, Text).Write(message));
        yield return Says(ErrorCode.FarewellUnknown, message => new Farewell((FarewellReason)250, Text).Write(message));
        yield return Says(ErrorCode.MessageUnreadable, message =>
        {
            message[0] = 0xEE;
            return 1;
        });
        yield return Says(ErrorCode.ServerSchemaUnreadable, message => new Welcome(0, new PlayerSlot(0), 64, 30, new Tick(1), 1, SchemaHash: 12345, 4, "anna", null, SessionStart.New, 0).Write(message));
        yield return (ErrorCode.ServerClosed, () => Connect(ErrorCode.ServerClosed, ConnectDecision.Accept, []));
        yield return (ErrorCode.ConnectRejected, () => Connect(ErrorCode.ConnectRejected, ConnectDecision.Reject("no"u8.ToArray()), []));
        yield return (ErrorCode.NoAnswer, () => Connect(ErrorCode.NoAnswer, null, []));
        yield return (ErrorCode.TransportVersionDiffers, () => Ended(DisconnectReason.InvalidProtocol));
        yield return (ErrorCode.ServerForgot, () => Ended(DisconnectReason.PeerNotFound));
        yield return (ErrorCode.ServerSilentToClient, Silence);
        yield return (ErrorCode.CommandLost, LostCommand);
    }

    private static (ErrorCode Code, Func<ErrorPlaces> Run) Says(ErrorCode code, Func<byte[], int> write) => (code, () => Connect(code, ConnectDecision.Accept, SayingServer.Bytes(write)));

    private static ErrorPlaces Connect(ErrorCode code, ConnectDecision? decision, byte[] answer)
    {
        SimulatedNetwork network = new(1);
        Timestamp now = new(Timestamp.NanosecondsPerSecond, 621_355_968_000_000_000);
        network.AdvanceTo(now);
        SayingServer? server = decision is { } given ? new SayingServer(network.Bind(s_server), answer, given) : null;
        SessionPlayer player = NewPlayer(network.Bind(Endpoint.FromIPv4(0x0A01_0000, 40_000)));
        player.Client.Connect(s_server, now);
        for (int i = 0; i < 20_000 && player.Client.State != ClientState.Closed && !player.Errors.Contains(code); i++)
        {
            now = now.Plus(4 * Timestamp.NanosecondsPerMillisecond);
            network.AdvanceTo(now);
            server?.Poll(now);
            player.Poll(now);
        }

        return player.Errors.Contains(code) ? ErrorPlaces.Sdk : ErrorPlaces.None;
    }

    // What only the transport can tell is told to the client as the transport does.
    private static ErrorPlaces Ended(DisconnectReason reason)
    {
        SimulatedNetwork network = new(1);
        Timestamp now = new(Timestamp.NanosecondsPerSecond, 621_355_968_000_000_000);
        network.AdvanceTo(now);
        GameClient client = NewPlayer(network.Bind(Endpoint.FromIPv4(0x0A01_0000, 40_000))).Client;
        client.Connect(s_server, now);
        ((ITransportHandler)client).Disconnected(PeerId.None, reason, default);
        return client.LastError == ClientErrors.CodeOf(reason, "") && client.State == ClientState.Closed ? ErrorPlaces.Sdk : ErrorPlaces.None;
    }

    private static ErrorPlaces Silence()
    {
        using SessionScene scene = new(1);
        SessionPlayer player = scene.Seated("anna", options => options with { ReconnectSeconds = 0 });
        scene.Silence(player, 60);
        scene.Run(20);
        return Sighting.In(scene, ErrorCode.ServerSilentToClient);
    }

    private static ErrorPlaces LostCommand()
    {
        using SessionScene scene = new(1);
        SessionPlayer player = scene.Seated("anna");
        scene.Silence(player, 60);
        player.Client.TrySend([1], out _);
        player.Client.Leave();
        scene.Run(1);
        return Sighting.In(scene, ErrorCode.CommandLost);
    }

    private static SessionPlayer NewPlayer(IDatagramSocket socket)
    {
        GameClientOptions options = new() { PlayerId = "anna", PlayerName = "anna", ReconnectSeconds = 0 };
        return new SessionPlayer(ArenaSchema.Schema, options, socket, new SnapshotScratch(), seed: 1);
    }
}
