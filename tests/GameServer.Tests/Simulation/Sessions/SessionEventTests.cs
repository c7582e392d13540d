using System.Collections.Generic;
using System.Linq;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Simulation.Sessions;

/// <summary>Everything that happens to a player is told, once, in order, with who and why.</summary>
public sealed class SessionEventTests
{
    [Fact]
    public void A_players_whole_life_is_told_in_order()
    {
        using SessionScene scene = new(1, options => options with { GraceSeconds = 5 });
        SessionPlayer player = scene.Seated("anna");
        scene.Silence(player, 6);
        scene.Run(12);
        player.Client.Leave();
        scene.Run(1);
        SessionEvent[] told = ReadAll(scene);
        Assert.Equal(
            [SessionEventKind.Connected, SessionEventKind.Joined, SessionEventKind.Disconnected, SessionEventKind.Interrupted, SessionEventKind.Connected, SessionEventKind.Resumed, SessionEventKind.Disconnected, SessionEventKind.Left],
            told.Select(happened => happened.Kind));
        Assert.All(told.Where(happened => happened.Kind != SessionEventKind.Connected), happened => Assert.Equal(("anna", "anna", 0), (happened.PlayerId, happened.PlayerName, happened.Room)));
        Assert.Equal(told[1].Session, told[^1].Session);
        Assert.Equal((int)DisconnectReason.Timeout, told[2].Reason);
        Assert.Equal((int)DisconnectReason.RemoteConnectionClose, told[6].Reason);
        Assert.True(told[5].Number > 0);
        Assert.Equal(player.Socket.LocalEndpoint, told[0].Endpoint);
        Assert.Equal(told.Select(happened => happened.At).Order(), told.Select(happened => happened.At));
    }

    [Fact]
    public void A_refusal_is_told_with_its_reason_and_whom_it_met()
    {
        using SessionScene scene = new(2, options => options with { PlayersPerRoom = 1 });
        scene.Seated("anna");
        ReadAll(scene);
        scene.Join("bert");
        scene.Run(1);
        SessionEvent refused = Assert.Single(ReadAll(scene), happened => happened.Kind == SessionEventKind.Refused);
        Assert.Equal(((int)RefusalReason.RoomFull, "bert"), (refused.Reason, refused.PlayerId));
        JoinRequest forged = new(ControlMessage.ProtocolVersion, scene.Shard.Rooms.Schema.Hash, -1, "eve", PlayerId: "anna", ResumeToken: new byte[49]);
        scene.Ask(forged);
        SessionEvent token = Assert.Single(ReadAll(scene), happened => happened.Kind == SessionEventKind.ResumeRefused);
        Assert.Equal(((int)RefusalReason.TokenInvalid, "anna"), (token.Reason, token.PlayerId));
    }

    [Fact]
    public void Who_stays_away_too_long_and_who_comes_twice_is_told()
    {
        using SessionScene scene = new(3, options => options with { GraceSeconds = 3 });
        scene.Seated("anna");
        scene.Seated("anna");
        Assert.Contains(ReadAll(scene), happened => happened.Kind == SessionEventKind.TakenOver && happened.PlayerId == "anna");
        SessionPlayer lost = scene.Seated("bert");
        lost.Kill();
        scene.Run(12);
        Assert.Equal(
            [SessionEventKind.Interrupted, SessionEventKind.GraceOver],
            ReadAll(scene).Where(happened => happened.PlayerId == "bert").Select(happened => happened.Kind).Where(kind => kind is not (SessionEventKind.Joined or SessionEventKind.Disconnected)));
    }

    internal static SessionEvent[] ReadAll(SessionScene scene)
    {
        List<SessionEvent> all = [];
        SessionEvent[] some = new SessionEvent[64];
        for (int count = scene.Shard.Events.Read(some); count > 0; count = scene.Shard.Events.Read(some)) all.AddRange(some[..count]);
        return [.. all];
    }
}
