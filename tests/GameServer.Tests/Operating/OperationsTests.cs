using System.IO;
using System.Linq;
using GameServer.Client;
using GameServer.Core;
using GameServer.Host.Operating;
using GameServer.Persistence;
using GameServer.Replication;
using GameServer.Tests.Simulation.Sessions;
using Xunit;

namespace GameServer.Tests.Operating;

/// <summary>Everything an operator can do, on a node of two shards with players.</summary>
public sealed class OperationsTests
{
    [Fact]
    public void Players_and_rooms_are_found_in_whichever_shard_they_are()
    {
        using OperatedNode node = new();
        node.Seated("anna", shard: 0);
        node.Seated("bert", shard: 1, name: "Bert the Great");
        Assert.Equal([0, 1, 2, 3], node.Done(node.Operations.RoomsAsync()).Select(room => room.Room));
        RoomView room = node.Done(node.Operations.RoomAsync(2));
        Assert.Equal((1, 7778, 1, 16), (room.Shard, room.Port, room.Players, room.StateHash.Length));
        Assert.Equal(OperationProblem.RoomUnknown, node.Refused(node.Operations.RoomAsync(9)));
        Assert.Equal(("bert", 2, "Playing"), Brief(node.Done(node.Operations.PlayerAsync("Bert the Great"))));
        Assert.Equal(("anna", 0, "Playing"), Brief(node.Done(node.Operations.PlayerAsync("anna"))));
        Assert.Equal(OperationProblem.PlayerUnknown, node.Refused(node.Operations.PlayerAsync("carl")));
        Assert.Equal(2, node.Done(node.Operations.PeersAsync()).Count);
    }

    [Fact]
    public void A_name_that_two_have_is_not_enough_and_an_id_comes_before_a_name()
    {
        using OperatedNode node = new();
        node.Seated("anna", name: "ace");
        node.Seated("bert", shard: 1, name: "ace");
        node.Seated("carl", name: "anna");
        Assert.Equal(OperationProblem.PlayerAmbiguous, node.Refused(node.Operations.KickAsync("ace", "which?")));
        Assert.Equal("anna", node.Done(node.Operations.KickAsync("anna", "you")).Id);
        Assert.Equal(["bert", "carl"], node.Done(node.Operations.PlayersAsync(default)).Players.Select(player => player.Id));
    }

    [Fact]
    public void Pages_of_players_follow_one_another_and_miss_nobody()
    {
        using OperatedNode node = new();
        foreach (string id in new[] { "d", "a", "e", "c", "b" }) node.Seated(id);
        PlayerPage first = node.Done(node.Operations.PlayersAsync(default, limit: 2));
        PlayerPage second = node.Done(node.Operations.PlayersAsync(default, 2, first.Next));
        PlayerPage third = node.Done(node.Operations.PlayersAsync(default, 2, second.Next));
        Assert.Equal("ab cd e", string.Join(' ', new[] { first, second, third }.Select(page => string.Concat(page.Players.Select(player => player.Id)))));
        Assert.Equal((5, null), (first.Total, third.Next));
    }

    [Fact]
    public void A_player_is_moved_to_a_room_of_another_shard()
    {
        using OperatedNode node = new(playersPerRoom: 1);
        SessionPlayer player = node.Seated("anna");
        Assert.Equal(0, node.Done(node.Operations.MoveAsync("anna", 3)).Room);
        node.Run(1);
        Assert.Equal((ClientState.Playing, new RoomId(3), (ushort)7778), (player.Client.State, player.Client.Room, player.Client.Server.Port));
        Assert.Equal(("anna", 3, "Playing"), Brief(node.Done(node.Operations.PlayerAsync("anna"))));
        Assert.Equal(OperationProblem.SameRoom, node.Refused(node.Operations.MoveAsync("anna", 3)));
        Assert.Equal(OperationProblem.RoomUnknown, node.Refused(node.Operations.MoveAsync("anna", 33)));
        node.Seated("bert", shard: 1);
        Assert.Equal(OperationProblem.RoomFull, node.Refused(node.Operations.MoveAsync("anna", 2)));
    }

    [Fact]
    public void Messages_reach_whom_they_are_for()
    {
        using OperatedNode node = new();
        SessionPlayer anna = node.Seated("anna");
        SessionPlayer bert = node.Seated("bert", shard: 1);
        Assert.Equal(1, node.Done(node.Operations.MessagePlayerAsync("bert", "you")).Told);
        Assert.Equal(1, node.Done(node.Operations.MessageRoomAsync(0, "room")).Told);
        Assert.Equal(2, node.Done(node.Operations.MessageAllAsync("all")).Told);
        node.Run(0.2);
        Assert.Equal("room all", string.Join(' ', anna.Notices.Select(notice => notice.Text)));
        Assert.Equal("you all", string.Join(' ', bert.Notices.Select(notice => notice.Text)));
        Assert.Equal(OperationProblem.ArgumentInvalid, node.Refused(node.Operations.MessageAllAsync(new string('é', Operations.MessageBytesMax))));
        Assert.Equal(OperationProblem.RoomUnknown, node.Refused(node.Operations.MessageRoomAsync(9, "nobody")));
    }

    [Fact]
    public void A_ban_survives_the_process_and_ends_in_time()
    {
        SimulatedStorage disk = new(1);
        using (OperatedNode node = new(disk))
        {
            SessionPlayer player = node.Seated("anna");
            Assert.Equal("anna", node.Done(node.Operations.BanAsync("anna", "cheating", 86_400)).Player);
            node.Done(node.Operations.BanAsync("never seen", "known elsewhere", null));
            node.Run(0.5);
            Assert.Equal(ClientCloseReason.Banned, player.Client.CloseReason);
        }

        disk.Crash();
        using OperatedNode next = new(disk);
        Assert.Equal(["anna", "never seen"], next.Operations.Bans.Select(ban => ban.Player));
        Assert.Null(next.Operations.Bans[1].UntilUtc);
        Assert.Equal(ErrorCode.PlayerBanned, next.Seated("anna").Client.LastError);
        next.Leap(80_000);
        Assert.Equal(2, next.Operations.Bans.Count);
        while (next.Operations.Bans.Count > 1) next.Leap(60);
        Assert.Equal(ClientState.Playing, next.Seated("anna").Client.State);
        Assert.Equal("never seen", Assert.Single(next.Operations.Bans).Player);
        Assert.True(next.Operations.LiftBan("never seen").IsDone);
        Assert.Equal(OperationProblem.NotBanned, next.Operations.LiftBan("never seen").Problem);
        Assert.Empty(BanBook.Open(disk, next.Time).All);
    }

    [Fact]
    public void Who_has_no_id_of_his_own_is_kicked_and_not_banned()
    {
        using OperatedNode node = new();
        node.Seated("", name: "guest");
        Assert.Equal(OperationProblem.PlayerAnonymous, node.Refused(node.Operations.BanAsync("guest", "spam", 60)));
        Assert.Equal(OperationProblem.PlayerIdInvalid, node.Refused(node.Operations.BanAsync("a\nb", "spam", 60)));
        Assert.Equal(OperationProblem.ArgumentInvalid, node.Refused(node.Operations.BanAsync("bert", "spam", 0)));
        node.Done(node.Operations.KickAsync("guest", "spam"));
        Assert.Equal(0, node.Done(node.Operations.PlayersAsync(default)).Total);
    }

    [Fact]
    public void A_disk_that_takes_no_ban_bans_nobody()
    {
        SimulatedStorage disk = new(1) { Faults = StorageFaults.None with { AppendFailChance = 1 } };
        using OperatedNode node = new(disk);
        SessionPlayer player = node.Seated("anna");
        Assert.Equal(OperationProblem.StorageFailed, node.Refused(node.Operations.BanAsync("anna", "cheating", null)));
        node.Run(0.5);
        Assert.Equal(ClientState.Playing, player.Client.State);
        Assert.Empty(node.Operations.Bans);
    }

    [Fact]
    public void A_list_of_bans_that_is_none_is_refused()
    {
        SimulatedStorage disk = new(1);
        WholeFile.Replace(disk, "bans.json", file => file.Append("[{\"player\":1}]"u8));
        Assert.Throws<IOException>(() => BanBook.Open(disk, System.TimeProvider.System));
    }

    [Fact]
    public void Rooms_are_opened_where_there_are_fewest_under_numbers_never_given_twice()
    {
        using OperatedNode node = new();
        Assert.Equal(new RoomChange(4, 0, 7777, "open"), node.Done(node.Operations.OpenRoomAsync()));
        Assert.Equal(new RoomChange(5, 1, 7778, "open"), node.Done(node.Operations.OpenRoomAsync()));
        Assert.Equal(new RoomChange(6, 1, 7778, "open"), node.Done(node.Operations.OpenRoomAsync(1)));
        Assert.Equal(OperationProblem.ShardUnknown, node.Refused(node.Operations.OpenRoomAsync(2)));
        Assert.Equal("closed", node.Done(node.Operations.CloseRoomAsync(6)).State);
        Assert.Equal(OperationProblem.RoomUnknown, node.Refused(node.Operations.CloseRoomAsync(6)));
        Assert.Equal(7, node.Done(node.Operations.OpenRoomAsync(1)).Room);
        foreach (int room in new[] { 0, 1 }) node.Done(node.Operations.CloseRoomAsync(room));
        Assert.Equal(OperationProblem.LastRoom, node.Refused(node.Operations.CloseRoomAsync(4)));
        Assert.Equal([2, 3, 4, 5, 7], node.Done(node.Operations.RoomsAsync()).Select(room => room.Room));
    }

    [Fact]
    public void A_drain_ends_when_everybody_has_left_and_can_be_called_off_before()
    {
        using OperatedNode node = new();
        SessionPlayer player = node.Seated("anna");
        Assert.True(node.Operations.IsReady);
        DrainView drain = node.Done(node.Operations.DrainAsync(3_600, "other.example:7777", "new version"));
        Assert.Equal(("draining", 3_600, 1, false), (drain.State, drain.LimitSeconds, drain.Players, node.Operations.IsReady));
        Assert.Equal(ErrorCode.ServerNotAdmitting, node.Seated("bert").Client.LastError);
        Assert.Equal("serving", node.Done(node.Operations.CancelDrainAsync()).State);
        Assert.True(node.Operations.IsReady);
        Assert.Equal(OperationProblem.NotDraining, node.Refused(node.Operations.CancelDrainAsync()));
        Assert.Equal(ClientState.Playing, node.Seated("carl").Client.State);
        node.Done(node.Operations.DrainAsync(3_600));
        node.Run(1);
        Assert.Null(node.EndedTo);
        Assert.Equal([NoticeKind.Draining, NoticeKind.DrainCancelled, NoticeKind.Draining], player.Notices.Select(notice => notice.Kind));
        node.Done(node.Operations.KickAsync("anna", ""));
        node.Done(node.Operations.KickAsync("carl", ""));
        node.Until(() => node.EndedTo is not null);
        Assert.Equal(("ending", false), (node.Operations.Drain.State, node.Operations.IsReady));
        Assert.Equal(OperationProblem.NotDraining, node.Refused(node.Operations.CancelDrainAsync()));
        Assert.Equal(OperationProblem.Draining, node.Refused(node.Operations.DrainAsync(1)));
    }

    [Fact]
    public void A_drain_ends_at_its_limit_and_says_where_those_go_who_are_left()
    {
        using OperatedNode node = new();
        node.Seated("anna");
        Assert.Equal(OperationProblem.ArgumentInvalid, node.Refused(node.Operations.DrainAsync(-1)));
        Assert.Equal(OperationProblem.ArgumentInvalid, node.Refused(node.Operations.DrainAsync(1, "no port")));
        node.Done(node.Operations.DrainAsync(0, "10.0.0.9:7777"));
        node.Until(() => node.EndedTo is not null);
        Assert.Equal(new Redirect("10.0.0.9:7777"), node.EndedTo);
    }

    private static (string Id, int Room, string State) Brief(PlayerView player) => (player.Id, player.Room, player.State);
}
