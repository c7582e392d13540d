using System.Linq;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Simulation.Sessions;

/// <summary>However the connection is lost, the player comes back to the same seat, where everything is as it was.</summary>
public sealed class ResumeTests
{
    [Theory, InlineData(1), InlineData(5), InlineData(20), InlineData(60)]
    public void Radio_silence_costs_a_player_nothing(int seconds)
    {
        using SessionScene scene = new(1);
        SessionPlayer player = scene.Seated("anna");
        PlayerSlot seat = player.Client.Player;
        EntityId ship = scene.Room.World.FocusOf(seat);
        Body body = scene.OfShip(ArenaSchema.Body, "anna");
        scene.Silence(player, seconds);
        scene.Run(seconds);
        bool isGhost = scene.OfShip(ArenaSchema.Vitals, "anna").State == ShipState.Ghost;
        Assert.Equal(seconds > 5 + ArenaRules.GhostAfterSeconds, isGhost);
        scene.Run(5);
        Assert.Equal(ClientState.Playing, player.Client.State);
        Assert.Equal(seat, player.Client.Player);
        Assert.Equal(ship, scene.Room.World.FocusOf(seat));
        Assert.Equal(body, scene.OfShip(ArenaSchema.Body, "anna"));
        Assert.Equal(ShipState.Flying, scene.OfShip(ArenaSchema.Vitals, "anna").State);
        Assert.Equal(1, player.Client.SessionCount);
        Assert.InRange(player.Client.Statistics.Resumes, seconds > 5 ? 1 : 0, seconds >= 5 ? 1 : 0);   // at 5 s, both ends are just about to give the connection up
        AssertSound(player);
    }

    [Fact]
    public void Who_stays_away_longer_than_the_grace_time_gets_a_new_seat()
    {
        using SessionScene scene = new(1, options => options with { GraceSeconds = 10 });
        SessionPlayer player = scene.Seated("anna");
        player.Client.TrySend([1], out uint done);
        scene.Run(1);
        scene.Silence(player, 30);
        player.Client.TrySend([2], out uint lost);
        scene.Run(30);
        Assert.Equal(0, scene.Room.Sessions.Length);
        scene.Run(8);
        Assert.Equal(ClientState.Playing, player.Client.State);
        Assert.Equal(2, player.Client.SessionCount);
        Assert.Equal(1, player.Client.Statistics.ResumesRefused);
        Assert.Equal([new CommandAnswer(done, CommandFate.Applied, CommandResult.Unknown), new CommandAnswer(lost, CommandFate.Lost, default)], player.Answers);
        AssertSound(player);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_path_that_changes_under_a_client_keeps_the_seat(bool anotherMachine)
    {
        using SessionScene scene = new(2);
        SessionPlayer player = scene.Seated("anna");
        PlayerSlot seat = player.Client.Player;
        scene.Move(player, Endpoint.FromIPv4(anotherMachine ? 0x0A77_0001 : 0x0A01_0000u, 50_000));
        scene.Run(6);
        Assert.Equal(ClientState.Playing, player.Client.State);
        Assert.Equal((seat, 1), (player.Client.Player, player.Client.SessionCount));
        AssertSound(player);
    }

    [Theory, InlineData(0.0), InlineData(12.0)]
    public void A_program_started_anew_takes_its_seat_again_from_another_address(double secondsLater)
    {
        using SessionScene scene = new(3);
        SessionPlayer first = scene.Seated("anna");
        PlayerSlot seat = first.Client.Player;
        byte[] kept = first.Client.Ticket!.Export();
        first.Kill();
        scene.Run(secondsLater);
        Assert.True(ResumeTicket.TryImport(kept, out ResumeTicket? ticket));
        SessionPlayer second = scene.Seated("", options => options with { Ticket = ticket });
        Assert.Equal(seat, second.Client.Player);
        Assert.Equal("anna", second.Client.PlayerId);
        Assert.Equal(1, scene.Room.Sessions.Length);
        AssertSound(second);
    }

    [Fact]
    public void A_view_goes_on_where_it_was_when_the_history_still_reaches_back_to_it()
    {
        using SessionScene scene = new(4, options => options with { Transport = options.Transport with { DisconnectTimeoutMs = 1_000 } });
        SessionPlayer player = scene.Join("anna", options => options with { Transport = options.Transport with { DisconnectTimeoutMs = 1_000 } });
        scene.Seated("ben");
        ReplicatedWorld world = player.Client.World!;
        scene.Silence(player, 1.3);
        scene.Run(5);
        Assert.Equal(1, player.Client.Statistics.Resumes);
        Assert.Equal(1, player.Client.Statistics.ViewsKept);
        Assert.Same(world, player.Client.World);
        AssertSound(player);
    }

    [Fact]
    public void A_goodbye_gives_the_seat_up_at_once()
    {
        using SessionScene scene = new(5);
        SessionPlayer player = scene.Seated("anna");
        player.Client.Leave();
        scene.Run(0.5);
        Assert.Equal(0, scene.Room.Sessions.Length);
        Assert.Equal(0, scene.Shard.Sessions.Counts.Interruptions);
    }

    [Fact]
    public void Without_a_grace_time_a_lost_connection_is_a_seat_given_up()
    {
        using SessionScene scene = new(6, options => options with { GraceSeconds = 0 });
        SessionPlayer player = scene.Seated("anna");
        Assert.Null(player.Client.Ticket);
        player.Kill();
        scene.Run(6);
        Assert.Equal(0, scene.Room.Sessions.Length);
    }

    [Fact]
    public void A_server_that_was_restarted_and_kept_nothing_gives_new_seats()
    {
        using SessionScene scene = new(7);
        SessionPlayer player = scene.Seated("anna");
        scene.RestartServer();
        scene.Run(8);
        Assert.Equal(ClientState.Playing, player.Client.State);
        Assert.Equal(2, player.Client.SessionCount);
        Assert.Contains(ClientState.Resuming, player.States);
        AssertSound(player);
    }

    [Fact]
    public void A_server_that_was_restarted_is_noticed_before_the_picture_has_stood_for_half_a_second()
    {
        using SessionScene scene = new(9);
        for (int i = 0; i < 8; i++)
        {
            scene.Join($"player {i}");
            scene.Run(0.13);   // whose pings are due at any time
        }

        scene.Run(2);
        Assert.All(scene.Players, player => Assert.Equal(ClientState.Playing, player.Client.State));
        scene.RestartServer();
        scene.Run(0.5);
        Assert.All(scene.Players, player => Assert.Contains(ClientState.Resuming, player.States));
    }

    [Fact]
    public void A_second_login_takes_over_and_the_first_is_told()
    {
        using SessionScene scene = new(8);
        SessionPlayer first = scene.Seated("anna");
        PlayerSlot seat = first.Client.Player;
        SessionPlayer second = scene.Seated("anna");
        Assert.Equal(ClientState.Closed, first.Client.State);
        Assert.Equal(ClientCloseReason.TakenOver, first.Client.CloseReason);
        Assert.StartsWith(nameof(FarewellReason.TakenOver), first.Client.CloseText, System.StringComparison.Ordinal);
        Assert.Equal(seat, second.Client.Player);
        Assert.Equal(1, scene.Room.Sessions.Length);
        Assert.Equal(1, scene.Shard.Sessions.Counts.TakeOvers);
        scene.Run(20);
        Assert.Equal(ClientState.Playing, second.Client.State);
        AssertSound(second);
    }

    [Fact]
    public void A_second_login_to_another_room_ends_the_first_session()
    {
        using SessionScene scene = new(9, options => options with { Rooms = 2 });
        SessionPlayer first = scene.Seated("anna", options => options with { RoomId = 0 });
        SessionPlayer second = scene.Seated("anna", options => options with { RoomId = 1 });
        Assert.Equal(ClientCloseReason.TakenOver, first.Client.CloseReason);
        Assert.Equal(1, second.Client.Room.Value);
        Assert.Equal(0, scene.Room.Sessions.Length);
    }

    [Fact]
    public void A_player_without_an_id_is_given_one_that_nobody_else_can_claim()
    {
        using SessionScene scene = new(10);
        SessionPlayer player = scene.Seated("");
        Assert.StartsWith("~", player.Client.PlayerId, System.StringComparison.Ordinal);
        Stranger thief = scene.Ask(Request(scene) with { PlayerId = player.Client.PlayerId });
        Assert.Equal(RefusalReason.PlayerId, thief.Refused);
        scene.Silence(player, 15);
        scene.Run(22);
        Assert.Equal((ClientState.Playing, 1), (player.Client.State, player.Client.SessionCount));
    }

    [Fact]
    public void A_thousand_who_are_dropped_at_once_are_all_back_in_their_seats()
    {
        const int Players = 1_000;
        using SessionScene scene = new(
            11, options => options with { PlayersPerRoom = Players, EntitiesPerRoom = 8192, Transport = options.Transport with { PeersMax = Players + 64, ConnectsPerPrefixPerSecond = 0, DisconnectTimeoutMs = 1_000 } }, stepMs: 33);
        for (int i = 0; i < Players; i++) scene.Join($"player {i}", options => options with { Predicts = null, Interpolates = false, Transport = options.Transport with { DisconnectTimeoutMs = 1_000 } });
        scene.Run(2);
        PlayerSlot[] seats = [.. scene.Players.Select(player => player.Client.Player)];
        Assert.All(scene.Players, player => Assert.Equal(ClientState.Playing, player.Client.State));
        scene.Network = LinkConditions.Perfect with { IsPartitioned = true };
        scene.Run(2.5);
        Assert.Equal(Players, scene.Shard.Sessions.InterruptedCount);
        scene.Network = SessionScene.Path;
        scene.Run(3);
        Assert.All(scene.Players, player => Assert.Equal((ClientState.Playing, 1, 1L), (player.Client.State, player.Client.SessionCount, player.Client.Statistics.Resumes)));
        Assert.Equal(seats, scene.Players.Select(player => player.Client.Player));
        Assert.Equal(0, scene.Shard.Sessions.InterruptedCount);
        Assert.Equal(0, scene.Players.Sum(player => player.Client.Statistics.HashMismatches));
    }

    internal static JoinRequest Request(SessionScene scene) => new(ControlMessage.ProtocolVersion, scene.Shard.Rooms.Schema.Hash, -1, "stranger");

    private static void AssertSound(SessionPlayer player)
    {
        Assert.Equal(0, player.Client.Statistics.HashMismatches);
        Assert.Equal(0, player.Client.Statistics.Malformed);
        Assert.True(player.Client.Statistics.HashChecks > 0);
    }
}
