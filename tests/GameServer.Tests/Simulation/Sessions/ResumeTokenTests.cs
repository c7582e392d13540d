using System;
using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Server;
using Xunit;

namespace GameServer.Tests.Simulation.Sessions;

/// <summary>A token opens one seat, once, for one player, on one server.</summary>
public sealed class ResumeTokenTests
{
    [Fact]
    public void A_token_that_was_used_is_refused_and_the_seat_stays_with_its_player()
    {
        using SessionScene scene = new(1);
        SessionPlayer player = scene.Seated("anna");
        byte[] used = Token(player);
        scene.Silence(player, 8);
        scene.Run(14);
        Assert.Equal(ClientState.Playing, player.Client.State);
        Assert.NotEqual(used, Token(player));
        Assert.Equal(RefusalReason.TokenSpent, scene.Ask(Claim(scene, "anna", used)).Refused);
        scene.Run(2);
        Assert.Equal(ClientState.Playing, player.Client.State);
        Assert.Equal(1, scene.Shard.Sessions.Counts.ResumesRefused);
    }

    [Fact]
    public void A_token_counts_until_its_successor_is_known_to_have_arrived()
    {
        using SessionScene scene = new(2);
        SessionPlayer player = scene.Seated("anna");
        byte[] token = Token(player);
        player.Kill();

        // Welcomed, but never heard of again: the next token may have been lost on the way.
        Assert.Equal(SessionStart.FreshView, scene.Ask(Claim(scene, "anna", token)).Welcomed!.Value.Start);
        Assert.Equal(SessionStart.FreshView, scene.Ask(Claim(scene, "anna", token)).Welcomed!.Value.Start);
        Assert.True(ResumeTicket.TryImport(new ResumeTicket("anna", 0, token).Export(), out ResumeTicket? ticket));
        scene.Seated("", options => options with { Ticket = ticket });
        Assert.Equal(RefusalReason.TokenSpent, scene.Ask(Claim(scene, "anna", token)).Refused);
    }

    [Fact]
    public void A_token_is_of_no_use_to_another_player()
    {
        using SessionScene scene = new(3);
        byte[] token = Token(scene.Seated("anna"));
        Assert.Equal(RefusalReason.TokenOfOtherPlayer, scene.Ask(Claim(scene, "ben", token)).Refused);
        Assert.Equal(RefusalReason.TokenOfOtherPlayer, scene.Ask(Claim(scene, "", token)).Refused);
    }

    [Fact]
    public void A_token_is_of_no_use_in_another_room()
    {
        using SessionScene scene = new(4, options => options with { Rooms = 2 });
        byte[] token = Token(scene.Seated("anna", options => options with { RoomId = 0 }));
        Assert.Equal(RefusalReason.TokenOfOtherRoom, scene.Ask(Claim(scene, "anna", token) with { RoomId = 1 }).Refused);
    }

    [Fact]
    public void A_token_is_of_no_use_on_another_server()
    {
        byte[] secret = new byte[32];
        using SessionScene scene = new(5, options => options with { NodeId = 7, TokenSecret = secret });
        using SessionScene other = new(5, options => options with { NodeId = 8, TokenSecret = secret });
        byte[] token = Token(scene.Seated("anna"));
        other.Seated("anna");
        Assert.Equal(RefusalReason.TokenOfOtherNode, other.Ask(Claim(other, "anna", token)).Refused);
    }

    [Fact]
    public void A_token_signed_with_another_secret_is_refused()
    {
        using SessionScene scene = new(6, options => options with { TokenSecret = new byte[32] });
        using SessionScene other = new(6, options => options with { TokenSecret = [.. new byte[31], 1] });
        byte[] token = Token(scene.Seated("anna"));
        other.Seated("anna");
        Assert.Equal(RefusalReason.TokenInvalid, other.Ask(Claim(other, "anna", token)).Refused);
    }

    [Fact]
    public void A_token_of_a_seat_that_was_given_up_is_refused()
    {
        using SessionScene scene = new(7);
        SessionPlayer player = scene.Seated("anna");
        byte[] token = Token(player);
        player.Client.Leave();
        scene.Run(1);
        Assert.Equal(RefusalReason.SessionEnded, scene.Ask(Claim(scene, "anna", token)).Refused);
    }

    [Fact]
    public void No_altered_token_is_ever_good()
    {
        Prng prng = Prng.For(8, "tokens");
        byte[] secret = new byte[ResumeTokens.SecretBytesMin];
        using SessionScene scene = new(8, options => options with { TokenSecret = secret });
        byte[] token = Token(scene.Seated("anna"));
        ResumeTokens tokens = new(scene.Options.NodeId, secret);
        Assert.Null(tokens.Read(token, "anna", out ResumeToken content));
        Assert.Equal(1u, content.Generation);
        for (int bit = 0; bit < token.Length * 8; bit++)
        {
            byte[] altered = [.. token];
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotNull(tokens.Read(altered, "anna", out _));
        }

        for (int i = 0; i < 2_000; i++)
        {
            byte[] random = new byte[prng.NextInt(ControlMessage.TokenBytesMax + 1)];
            for (int b = 0; b < random.Length; b++) random[b] = (byte)prng.NextUInt();
            Assert.NotNull(tokens.Read(random, "anna", out _));
        }

        for (int length = 0; length < token.Length; length++) Assert.Equal(RefusalReason.TokenInvalid, tokens.Read(token.AsSpan(0, length), "anna", out _));
    }

    [Fact]
    public void A_ticket_is_read_as_it_was_written_and_nothing_else_is_one()
    {
        byte[] bytes = new ResumeTicket("anna", 3, [1, 2, 3]).Export();
        Assert.True(ResumeTicket.TryImport(bytes, out ResumeTicket? ticket));
        Assert.Equal(("anna", 3), (ticket.PlayerId, ticket.Room.Value));
        Assert.Equal([1, 2, 3], ticket.Token);
        for (int length = 0; length < bytes.Length; length++) Assert.False(ResumeTicket.TryImport(bytes.AsSpan(0, length), out _));
    }

    private static byte[] Token(SessionPlayer player) => player.Client.Ticket!.Token;

    private static JoinRequest Claim(SessionScene scene, string playerId, byte[] token) => ResumeTests.Request(scene) with { PlayerId = playerId, ResumeToken = token };
}
