using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using GameServer.Client;
using GameServer.Core;
using GameServer.Server;
using GameServer.Simulation;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Simulation.Sessions;

/// <summary>A command is applied once and answered once, in order, whatever happens to the connection on the way.</summary>
public sealed class ReliableCommandTests
{
    private static readonly string[] Names = ["anna", "ben", "cleo", "dan"];

    public static TheoryData<ulong> PathSeeds => Seeds.Block(8);

    [Theory, MemberData(nameof(PathSeeds))]
    public void Commands_are_applied_exactly_once_under_loss_and_repeated_interruption(ulong seed)
    {
        List<TallyGame> games = [];
        using SessionScene scene = new(seed, newGame: () => Note(games, new TallyGame()));
        TallyGame game = games[^1];
        Prng prng = Prng.For(seed, "commands");
        SessionPlayer[] players = [.. Names.Select(name => scene.Join(name))];
        uint[] sent = new uint[players.Length];
        scene.Run(2);
        scene.Network = SessionScene.Path with { LossChance = 0.1, JitterMs = 30, DuplicateChance = 0.05, ReorderChance = 0.1 };
        for (int moment = 0; moment < 400; moment++)
        {
            for (int i = 0; i < players.Length; i++)
            {
                if (prng.NextChance(0.3) && TrySend(players[i], sent[i] + 1)) sent[i]++;
                if (prng.NextChance(0.01)) scene.Silence(players[i], prng.NextDouble() * 12);
                if (prng.NextChance(0.005)) scene.Move(players[i], Endpoint.FromIPv4(0x0A20_0000 + ((uint)moment << 4) + (uint)i, 1_000));
            }

            scene.Run(0.1);
        }

        scene.Network = SessionScene.Path;
        scene.Run(30);
        for (int i = 0; i < players.Length; i++)
        {
            Assert.Equal((ClientState.Playing, 1), (players[i].Client.State, players[i].Client.SessionCount));
            Assert.Equal(Numbers(sent[i]), game.Applied[Names[i]]);
            Assert.Equal(Numbers(sent[i]).Select(number => new CommandAnswer(number, CommandFate.Applied, TallyGame.ResultOf(number))), players[i].Answers);
        }

        Assert.True(players.Sum(player => player.Client.Statistics.Resumes) > 0, "nobody was interrupted");
        Assert.True(sent.Sum(count => count) > 100);
    }

    [Fact]
    public void A_result_is_told_only_when_a_crash_can_no_longer_undo_it()
    {
        List<TallyGame> games = [];
        using SessionScene scene = new(1, newGame: () => Note(games, new TallyGame()));
        SessionPlayer player = scene.Seated("anna");
        scene.Room.DurableUpTo = scene.Room.Tick;
        Assert.True(TrySend(player, 1));
        scene.Run(1);
        Assert.Equal([1u], games[^1].Applied["anna"]);
        Assert.Empty(player.Answers);
        scene.Room.DurableUpTo = scene.Room.Tick;
        scene.Run(0.2);
        Assert.Single(player.Answers);
    }

    [Fact]
    public void A_client_keeps_so_many_commands_and_refuses_the_next()
    {
        List<TallyGame> games = [];
        using SessionScene scene = new(2, newGame: () => Note(games, new TallyGame()));
        SessionPlayer player = scene.Seated("anna");
        for (uint number = 1; number <= Limits.CommandsInFlight; number++) Assert.True(TrySend(player, number));
        Assert.False(player.Client.TrySend([1], out uint refused));
        Assert.Equal(0u, refused);
        Assert.Throws<ArgumentException>(() => player.Client.TrySend(new byte[Limits.CommandBytes + 1], out _));
        scene.Run(1);
        Assert.Equal(Limits.CommandsInFlight, player.Answers.Count);
        Assert.True(TrySend(player, Limits.CommandsInFlight + 1));
    }

    [Fact]
    public void A_client_that_does_not_wait_for_results_is_refused_and_told_which_command_comes_next()
    {
        List<TallyGame> games = [];
        using SessionScene scene = new(3, newGame: () => Note(games, new TallyGame()));
        scene.Seated("anna");
        Session session = scene.SessionOf("anna");
        scene.Room.DurableUpTo = scene.Room.Tick;   // no result leaves
        for (uint number = 1; number <= Limits.CommandsInFlight; number++)
        {
            Assert.Equal(CommandOffer.Queued, scene.Room.Offer(session, number, Bytes(number)));
            scene.Run(0.05);
        }

        Assert.Equal(CommandOffer.Full, scene.Room.Offer(session, Limits.CommandsInFlight + 1, Bytes(99)));
        scene.Room.DurableUpTo = null;
        scene.Run(0.1);
        Assert.Equal(CommandOffer.Queued, scene.Room.Offer(session, Limits.CommandsInFlight + 1, Bytes(99)));
        Assert.Equal(CommandOffer.OutOfOrder, scene.Room.Offer(session, Limits.CommandsInFlight + 5, Bytes(99)));
    }

    [Fact]
    public void Who_takes_a_session_over_goes_on_after_its_last_command()
    {
        List<TallyGame> games = [];
        using SessionScene scene = new(4, newGame: () => Note(games, new TallyGame()));
        SessionPlayer first = scene.Seated("anna");
        Assert.True(TrySend(first, 1));
        scene.Run(0.5);
        SessionPlayer second = scene.Seated("anna");
        Assert.True(TrySend(second, 2));
        scene.Run(0.5);
        Assert.Equal([1u, 2u], games[^1].Applied["anna"]);
        Assert.Equal([new CommandAnswer(1, CommandFate.Applied, TallyGame.ResultOf(2))], second.Answers);
    }

    private static TallyGame Note(List<TallyGame> games, TallyGame game)
    {
        games.Add(game);
        return game;
    }

    private static IEnumerable<uint> Numbers(uint count) => Enumerable.Range(1, (int)count).Select(number => (uint)number);

    private static bool TrySend(SessionPlayer player, uint number) => player.Client.TrySend(Bytes(number), out _);

    private static byte[] Bytes(uint number)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        return bytes;
    }
}
