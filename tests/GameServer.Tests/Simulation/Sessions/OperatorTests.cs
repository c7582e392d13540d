using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Simulation.Sessions;

/// <summary>What operators do to players and rooms, as the players see it. Whatever it is, every room's log replays to the same hashes: the scene looks.</summary>
public sealed class OperatorTests
{
    [Fact]
    public void Who_is_kicked_reads_why_loses_the_seat_and_does_not_come_back_by_itself()
    {
        using SessionScene scene = new(1);
        SessionPlayer player = scene.Seated("anna");
        Assert.True(scene.Ask(new KickRequest(scene.SessionOf("anna").Key, "language")).IsFound);
        scene.Run(10);
        Assert.Equal((ClientState.Closed, ClientCloseReason.Kicked, ErrorCode.PlayerKicked), (player.Client.State, player.Client.CloseReason, player.Client.LastError));
        Assert.Contains("language", player.Client.CloseText);
        Assert.Equal((0, 0), (scene.Room.Sessions.Length, scene.Shard.Sessions.Count));
        SessionEvent told = Assert.Single(SessionEventTests.ReadAll(scene), happened => happened.Kind == SessionEventKind.Kicked);
        Assert.Equal(("anna", "language", ErrorCode.PlayerKicked), (told.PlayerId, told.Text, told.Code()));
        Assert.False(scene.Ask(new KickRequest(told.Session, "again")).IsFound);
        scene.Seated("anna");   // a kick is no ban
    }

    [Fact]
    public void Who_is_banned_loses_the_seat_and_is_let_in_when_it_is_over()
    {
        using SessionScene scene = new(2);
        SessionPlayer player = scene.Seated("anna");
        Ban ban = new("anna", "cheating", scene.Now.UtcTicks, scene.Now.Plus(20 * Timestamp.NanosecondsPerSecond).UtcTicks);
        scene.Bans.Replace(new Dictionary<string, Ban> { ["anna"] = ban });
        Assert.True(scene.Ask(new BanPlayerRequest("anna", ban.Text)).IsFound);
        Assert.False(scene.Ask(new BanPlayerRequest("bert", "")).IsFound);
        scene.Run(2);
        Assert.Equal((ClientState.Closed, ClientCloseReason.Banned, ErrorCode.PlayerBanned), (player.Client.State, player.Client.CloseReason, player.Client.LastError));
        SessionPlayer again = scene.Join("anna");
        SessionPlayer other = scene.Seated("bert");
        Assert.Equal((ClientState.Closed, ClientCloseReason.Banned, ErrorCode.PlayerBanned), (again.Client.State, again.Client.CloseReason, again.Client.LastError));
        Assert.Contains("cheating", again.Client.CloseText);
        Assert.Equal(ClientState.Playing, other.Client.State);
        scene.Run(18);
        scene.Seated("anna");
    }

    [Fact]
    public void A_ban_keeps_out_who_has_a_token_too()
    {
        using SessionScene scene = new(3);
        SessionPlayer player = scene.Seated("anna");
        scene.Bans.Replace(new Dictionary<string, Ban> { ["anna"] = new("anna", "cheating", 0, long.MaxValue) });
        scene.Silence(player, 6);
        scene.Run(15);
        Assert.Equal((ClientState.Closed, ClientCloseReason.Banned), (player.Client.State, player.Client.CloseReason));
    }

    [Fact]
    public void Messages_reach_one_player_one_room_or_everybody_and_nothing_ends_by_them()
    {
        using SessionScene scene = new(4, options => options with { Rooms = 2 });
        SessionPlayer[] players = [scene.Join("anna"), scene.Join("bert", options => options with { RoomId = 1 }), scene.Join("carl", options => options with { RoomId = 1 })];
        scene.Run(2);
        Notice[] notices = [.. new[] { "one", "room", "all" }.Select(text => new Notice(NoticeKind.Message, text, 0, Redirect.Nowhere))];
        ulong bert = scene.Shard.Rooms.All[1].Sessions[0].Key;
        Assert.Equal(1, scene.Ask(new NoticeRequest(notices[0], session: bert)).ToldCount);
        Assert.Equal(2, scene.Ask(new NoticeRequest(notices[1], new RoomId(1))).ToldCount);
        NoticeRequest all = scene.Ask(new NoticeRequest(notices[2]));
        scene.Run(0.5);
        Assert.Equal((3, 0), (all.ToldCount, all.UntoldCount));
        Assert.Equal([notices[2]], players[0].Notices);
        Assert.Equal(notices, scene.Shard.Rooms.All[1].Sessions[0].PlayerId == "bert" ? players[1].Notices : players[2].Notices);
        Assert.All(players, player => Assert.Equal(ClientState.Playing, player.Client.State));
        Assert.Equal(6, SessionEventTests.ReadAll(scene).Count(happened => happened.Kind == SessionEventKind.Messaged));
    }

    [Fact]
    public void A_client_that_did_not_say_it_reads_notices_is_sent_none()
    {
        using SessionScene scene = new(5);
        scene.Ask(new JoinRequest(ControlMessage.ProtocolVersion, scene.Shard.Rooms.Schema.Hash, -1, "old", PlayerId: "old"));
        NoticeRequest told = scene.Ask(new NoticeRequest(new Notice(NoticeKind.Message, "hi", 0, Redirect.Nowhere)));
        Assert.Equal((0, 1), (told.ToldCount, told.UntoldCount));
    }

    [Fact]
    public void A_player_who_is_moved_plays_on_in_the_other_room_within_a_second()
    {
        using SessionScene scene = new(6, options => options with { Rooms = 2 });
        SessionPlayer player = scene.Seated("anna");
        Assert.True(scene.Ask(new ReserveSeatRequest(new RoomId(1), "anna")).IsReserved);
        MoveRequest moved = scene.Ask(new MoveRequest(scene.SessionOf("anna").Key, new Redirect(":7777", 1), "to room 1"));
        Assert.Equal((true, true), (moved.IsFound, moved.IsTold));
        scene.Run(1);
        Assert.Equal((ClientState.Playing, new RoomId(1), 2), (player.Client.State, player.Client.Room, player.Client.SessionCount));
        Assert.Equal((0, 1), (scene.Shard.Rooms.All[0].Sessions.Length, scene.Shard.Rooms.All[1].Sessions.Length));
        Assert.Equal(0, scene.Shard.Rooms.All[1].ReservedSeats);
        SessionEvent told = Assert.Single(SessionEventTests.ReadAll(scene), happened => happened.Kind == SessionEventKind.Moved);
        Assert.Equal(("anna", 1L, 0), (told.PlayerId, told.Number, told.Room));
        player.Client.Leave();
        scene.Run(1);
        Assert.Equal(0, scene.Shard.Rooms.AttachedCount + scene.Shard.Rooms.InterruptedCount);
    }

    [Fact]
    public void A_player_who_is_away_is_not_moved()
    {
        using SessionScene scene = new(7, options => options with { Rooms = 2 });
        SessionPlayer player = scene.Seated("anna");
        player.Kill();
        scene.Run(10);
        MoveRequest moved = scene.Ask(new MoveRequest(scene.SessionOf("anna").Key, new Redirect(":7777", 1), ""));
        Assert.Equal((true, false), (moved.IsFound, moved.IsTold));
        Assert.Equal(1, scene.Room.InterruptedCount);
    }

    [Fact]
    public void A_seat_kept_for_somebody_is_nobody_elses_until_it_was_kept_long_enough()
    {
        using SessionScene scene = new(8, options => options with { Rooms = 2, PlayersPerRoom = 1 });
        Assert.True(scene.Ask(new ReserveSeatRequest(new RoomId(1), "anna")).IsReserved);
        Assert.True(scene.Ask(new ReserveSeatRequest(new RoomId(1), "anna")).IsReserved);
        Assert.False(scene.Ask(new ReserveSeatRequest(new RoomId(1), "bert")).IsReserved);
        Assert.False(scene.Ask(new ReserveSeatRequest(new RoomId(7), "bert")).IsFound);
        SessionPlayer bert = scene.Join("bert", options => options with { RoomId = 1 });
        scene.Run(1);
        Assert.Equal(ErrorCode.RoomFull, bert.Client.LastError);
        scene.Run(30);
        scene.Seated("carl", options => options with { RoomId = 1 });
        Assert.Equal(0, scene.Shard.Rooms.All[1].ReservedSeats);
    }

    [Fact]
    public void A_room_can_be_opened_and_closed_while_others_play()
    {
        using SessionScene scene = new(9);
        SessionPlayer stays = scene.Seated("anna");
        Room opened = scene.Open(5);
        SessionPlayer guest = scene.Seated("bert", options => options with { RoomId = 5 });
        Assert.Equal(new RoomId(5), guest.Client.Room);
        Assert.InRange(opened.Tick.Value, 30u, 60u);
        long sent = scene.Shard.Status.Read().SnapshotBytes;
        CloseRoomRequest closed = scene.Ask(new CloseRoomRequest(new RoomId(5), "the cup is over"));
        Assert.Equal((true, false), (closed.IsFound, closed.IsLast));
        SessionPlayer late = scene.Join("carl", options => options with { RoomId = 5 });
        scene.Run(1);
        Assert.Equal((ClientState.Closed, ErrorCode.RoomClosed), (guest.Client.State, guest.Client.LastError));
        Assert.Contains("the cup is over", guest.Client.CloseText);
        Assert.Equal(ErrorCode.RoomNotFound, late.Client.LastError);
        Assert.False(scene.Shard.Rooms.Has(new RoomId(5)));
        Assert.True(scene.Shard.Status.Read().SnapshotBytes >= sent, "what a closed room sent is no longer counted");
        Assert.Equal(0, opened.Simulation.PlayerCount);
        Assert.Equal(ClientState.Playing, stays.Client.State);
        Assert.True(scene.Ask(new CloseRoomRequest(new RoomId(0), "")).IsLast);
        Assert.False(scene.Ask(new CloseRoomRequest(new RoomId(5), "")).IsFound);
        Assert.Equal(ClientState.Playing, stays.Client.State);
    }

    [Fact]
    public void While_the_server_leaves_nobody_new_gets_in_and_who_plays_comes_back_to_the_seat()
    {
        using SessionScene scene = new(10);
        SessionPlayer player = scene.Seated("anna");
        Drain drain = new(new Redirect("elsewhere.example:7777"), "to the other server", scene.Now.Plus(60 * Timestamp.NanosecondsPerSecond).Nanoseconds);
        scene.Ask(new DrainRequest(drain, new Notice(NoticeKind.Draining, drain.Text, 60, drain.GoTo)));
        SessionPlayer late = scene.Join("bert");
        scene.Silence(player, 6);
        scene.Run(14);
        Assert.Equal((ClientState.Closed, ErrorCode.ServerNotAdmitting, drain.GoTo), (late.Client.State, late.Client.LastError, late.Client.GoTo));
        Assert.Equal((ClientState.Playing, 1), (player.Client.State, player.Client.SessionCount));
        Assert.Equal(2, player.Notices.Count);   // once more on the new connection, with what is left
        Assert.Equal(60, player.Notices[0].Seconds);
        Assert.InRange(player.Notices[1].Seconds, 45, 55);
        scene.Ask(new DrainRequest(null, new Notice(NoticeKind.DrainCancelled, "", 0, Redirect.Nowhere)));
        scene.Seated("bert");
        Assert.Equal(NoticeKind.DrainCancelled, player.Notices[^1].Kind);
    }

    [Fact]
    public void When_the_server_has_left_players_are_where_it_sent_them()
    {
        using SessionScene scene = new(11, options => options with { Rooms = 2 });
        SessionPlayer player = scene.Seated("anna");
        scene.Ask(new StopRequest(new Redirect("10.0.0.1:7777", 1)));   // the scene's own address stands for another server
        scene.RestartServer();
        scene.Run(4);
        Assert.Equal((ClientState.Playing, new RoomId(1), 2), (player.Client.State, player.Client.Room, player.Client.SessionCount));
    }

    [Fact]
    public void A_client_that_is_sent_round_in_circles_gives_up()
    {
        using SessionScene scene = new(12);
        Drain circle = new(new Redirect(":7777"), "over there", long.MaxValue);
        scene.Ask(new DrainRequest(circle, new Notice(NoticeKind.Draining, "", 0, circle.GoTo)));
        SessionPlayer player = scene.Join("anna");
        scene.Run(20);
        Assert.Equal((ClientState.Closed, ErrorCode.ServerNotAdmitting), (player.Client.State, player.Client.LastError));
        Assert.Equal(4, scene.Shard.Sessions.Counts.Refused);
    }

    [Fact]
    public void Rooms_players_and_connections_can_be_looked_at()
    {
        using SessionScene scene = new(13, options => options with { Rooms = 2 });
        scene.Seated("anna");
        SessionPlayer bert = scene.Seated("bert", options => options with { RoomId = 1 });
        bert.Kill();
        scene.Run(8);
        ReadRoomsRequest rooms = scene.Ask(new ReadRoomsRequest(new RoomRow[8], null, withHashes: true));
        Assert.Equal(2, rooms.Total);
        Assert.Equal((1, 0, 0, 1), (rooms.Rows[0].PlayerCount, rooms.Rows[0].InterruptedCount, rooms.Rows[1].PlayerCount, rooms.Rows[1].InterruptedCount));
        ReadRoomsRequest one = scene.Ask(new ReadRoomsRequest(new RoomRow[1], new RoomId(1), withHashes: true));
        Assert.Equal((new RoomId(1), scene.Shard.Rooms.All[1].StateHash), (one.Rows[0].Room, one.Rows[0].StateHash));
        ReadPlayersRequest players = scene.Ask(new ReadPlayersRequest(new PlayerRow[8], default));
        Assert.Equal(2, players.Total);
        PlayerRow anna = players.Rows[0];
        Assert.Equal(("anna", SessionState.Playing, scene.Players[0].Socket.LocalEndpoint), (anna.PlayerId, anna.State, anna.Endpoint));
        Assert.InRange(anna.RttMs, 35, 60);
        Assert.True(anna.BytesIn > 1_000 && anna.BytesOut > 1_000);
        Assert.InRange(anna.InputLeadTicks, 0.0, 6.0);
        Assert.True(anna.HasFocus);
        Assert.Equal(("bert", SessionState.Interrupted, 0L), (players.Rows[1].PlayerId, players.Rows[1].State, players.Rows[1].BytesIn));
        Assert.True(players.Rows[1].InterruptedTicks > 0);
        Assert.Equal(1, scene.Ask(new ReadPlayersRequest(new PlayerRow[8], new PlayerFilter(Part: "ERT"))).Total);
        Assert.Equal(1, scene.Ask(new ReadPlayersRequest(new PlayerRow[8], new PlayerFilter(Exactly: "anna"))).Total);
        Assert.Equal(0, scene.Ask(new ReadPlayersRequest(new PlayerRow[8], new PlayerFilter(Room: new RoomId(7)))).Total);
        ReadPlayersRequest cut = scene.Ask(new ReadPlayersRequest(new PlayerRow[1], default));
        Assert.Equal((2, 1), (cut.Total, cut.Rows.Length));
        ReadPeersRequest peers = scene.Ask(new ReadPeersRequest(new PeerRow[8]));
        Assert.Equal(("anna", ConnectionState.Attached), (peers.Rows[0].PlayerId, peers.Rows[0].State));
    }

    [Fact]
    public void A_map_shows_where_everybody_is()
    {
        using SessionScene scene = new(14, options => options with { Rooms = 2 });
        scene.Seated("anna");
        scene.Seated("bert");
        scene.Run(8);
        RoomId room = scene.Shard.Rooms.All[0].Id;
        ReadMapRequest map = scene.Ask(new ReadMapRequest(room, new MapRow[100]));
        ReadPlayersRequest players = scene.Ask(new ReadPlayersRequest(new PlayerRow[8], new PlayerFilter(room)));
        FieldSchema x = map.Schema!.Position!.Component.Schema!.Fields[map.Schema.Position.FieldX];
        foreach (PlayerRow player in players.Rows)
        {
            MapRow ship = Array.Find(map.Rows.ToArray(), row => row.Kind == 0 && row.Owner == player.Seat);
            Assert.Equal(player.FocusX, x.Dequantize(ship.X), 1.0);   // a tick or two apart
        }

        Assert.Equal(scene.Shard.Rooms.All[0].Tick, map.Tick);
        Assert.True(map.Total > 2);   // crates too
        ReadMapRequest cut = scene.Ask(new ReadMapRequest(room, new MapRow[1]));
        Assert.Equal((map.Total, 1), (cut.Total, cut.Rows.Length));
        Assert.Null(scene.Ask(new ReadMapRequest(new RoomId(77), new MapRow[1])).Schema);
    }
}
