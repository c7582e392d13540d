using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Scenes;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>What a player sees of the own ship, over networks from perfect to bad. SCENES=all sweeps every combination, several seeds each.</summary>
public sealed class PredictionTests
{
    private static readonly bool Everything = Environment.GetEnvironmentVariable("SCENES") == "all";

    public static IEnumerable<object[]> Networks()
    {
        int[] rtts = Everything ? [0, 20, 50, 100, 150, 200, 250, 300] : [0, 100, 300];
        int[] losses = Everything ? [0, 5, 10, 20] : [0, 20];
        int[] rates = Everything ? [20, 30, 60, 128] : [30];
        ulong[] seeds = Everything ? [1, 2, 3, 4] : [1];
        return from rtt in rtts from loss in losses from rate in rates from seed in seeds select new object[] { rtt, loss, rate, seed };
    }

    [Theory, MemberData(nameof(Networks))]
    public void A_prediction_is_wrong_only_where_the_server_had_no_input(int rttMs, int lossPercent, int tickRateHz, ulong seed)
    {
        Scene scene = new(new SceneOptions { Seed = seed, RttMs = rttMs, Loss = lossPercent / 100.0, TickRateHz = tickRateHz });
        ScenePlayer player = scene.Players[0];
        player.Script = Restless(seed);
        scene.Run(2);
        Prediction prediction = player.Client.Prediction!;
        long missedBefore = MissedOf(scene);
        long wrongBefore = prediction.Mispredictions;
        scene.Worsen();
        List<Tick> missed = [];
        List<Tick> wrong = [];
        long seenMissed = missedBefore;
        long seenWrong = wrongBefore;
        scene.Ticked = () => Note(MissedOf(scene), ref seenMissed, scene.Room.Tick, missed);
        scene.Drawn = drawn => Note(prediction.Mispredictions, ref seenWrong, prediction.LastMispredicted, wrong);
        scene.Run(15);
        scene.Heal();
        scene.Run(1 + (rttMs / 1000.0));
        long wrongAtRest = prediction.Mispredictions;
        scene.Run(1);

        string repeat = $"rtt {rttMs} loss {lossPercent} rate {tickRateHz} seed {seed}: {missed.Count} inputs missed, {wrong.Count} mispredictions, {prediction.Comparisons} comparisons";
        Assert.True(prediction.Comparisons > 5 * tickRateHz, repeat);
        Assert.True(missed.Count > 0 || wrong.Count == 0, repeat);
        foreach (Tick tick in wrong) Assert.True(missed.Exists(at => at <= tick && tick - at <= tickRateHz), $"{repeat}, wrong at {tick}");
        Assert.Equal(wrongAtRest, prediction.Mispredictions);
        AssertSameAsServer(scene, player);
    }

    /// <summary>Frames per second that screens have, on a ship that flies straight.</summary>
    [Theory]
    [InlineData(30, 100)]
    [InlineData(60, 0)]
    [InlineData(60, 100)]
    [InlineData(144, 100)]
    [InlineData(240, 100)]
    public void A_steady_flight_is_drawn_without_jitter_at_any_frame_rate(double renderHz, int rttMs)
    {
        Scene scene = new(new SceneOptions { RttMs = rttMs, RenderHz = renderHz, Game = new ShovingGame(30) });
        ScenePlayer pilot = scene.Players[0];
        ScenePlayer watcher = scene.Players[1];
        MeetInTheMiddle(scene);
        scene.Run(1.5);
        List<(double Seconds, double X)> own = [];
        List<(double Seconds, double X)> seen = [];
        foreach (ScenePlayer player in scene.Players) player.Controls = new ArenaInput { MoveX = 1 };
        scene.Run(1.5);
        scene.Drawn = player =>
        {
            if (player == pilot && player.TryOwnShip(out _, out Body body)) own.Add((scene.Seconds, body.X));
            if (player == watcher && TryOther(player, out Body other)) seen.Add((scene.Seconds, other.X));
        };
        scene.Run(1);
        Assert.True(own.Count >= renderHz - 2 && seen.Count >= renderHz - 2, $"{own.Count} and {seen.Count} frames");
        Assert.InRange(Residual(own), 0, ArenaRules.Grid);
        Assert.InRange(Residual(seen), 0, ArenaRules.Grid);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(144)]
    [InlineData(240)]
    public void An_input_shows_in_the_next_frame(double renderHz)
    {
        for (int offset = 0; offset < 12; offset++)
        {
            Scene scene = new(new SceneOptions { RttMs = 300, RenderHz = renderHz, Game = new ShovingGame(30) });
            ScenePlayer pilot = scene.Players[0];
            MeetInTheMiddle(scene);
            scene.Run(1.5 + (offset * 0.005));
            Assert.True(pilot.TryOwnShip(out _, out Body before));
            pilot.Controls = new ArenaInput { MoveX = 1 };
            int frames = 0;
            scene.Drawn = player => frames += player == pilot ? 1 : 0;
            for (int ms = 0; ms < 100 && frames == 0; ms++) scene.Run(0.001);
            Assert.True(pilot.TryOwnShip(out _, out Body after));
            Assert.True(frames == 1 && after.X > before.X, $"{renderHz} Hz, offset {offset}: {before.X} and then {after.X}");
        }
    }

    [Fact]
    public void What_the_server_alone_decides_is_taken_over_exactly_and_shown_without_a_jump()
    {
        ShovingGame game = new(30);
        Scene scene = new(new SceneOptions { RttMs = 100, RenderHz = 240, Game = game });
        ScenePlayer pilot = scene.Players[0];
        pilot.Script = player => player.Controls = new ArenaInput { MoveX = 0.5f, MoveY = 0.25f };
        MeetInTheMiddle(scene);
        scene.Run(2);
        Prediction prediction = pilot.Client.Prediction!;
        long before = prediction.Mispredictions;
        float largest = 0;
        Body last = default;
        scene.Drawn = player =>
        {
            if (player != pilot || !pilot.TryOwnShip(out _, out Body body)) return;
            if (last.X != 0) largest = MathF.Max(largest, MathF.Abs(body.Y - last.Y));
            last = body;
        };
        game.Shove = 1.5f;
        scene.Run(1);
        Assert.Equal(before + 1, prediction.Mispredictions);
        Assert.InRange(prediction.LastCorrection, 1.45f, 1.55f);
        Assert.InRange(largest, 0.001f, 0.2f);   // a frame is 4 ms: 1.5 units decaying by half in 50 ms are 0.09 in the first
        AssertSameAsServer(scene, pilot);
    }

    private static void MeetInTheMiddle(Scene scene)
    {
        scene.Run(1);
        foreach (ScenePlayer player in scene.Players) Assert.Equal(ClientState.Playing, player.Client.State);
    }

    private static bool TryOther(ScenePlayer player, out Body body)
    {
        body = default;
        Interpolation interpolation = player.Client.Interpolation!;
        foreach (Replication.ReplicatedEntity entity in interpolation.Entities)
        {
            if (entity.IsOwned || entity.KindIndex != ArenaSchema.Ship.Index) continue;
            body = interpolation.Get(ArenaSchema.Body, entity);
            return true;
        }

        return false;
    }

    /// <summary>Largest distance from the straight line that fits best.</summary>
    private static double Residual(List<(double Seconds, double X)> points)
    {
        double meanT = points.Average(point => point.Seconds);
        double meanX = points.Average(point => point.X);
        double slope = points.Sum(point => (point.Seconds - meanT) * (point.X - meanX)) / points.Sum(point => (point.Seconds - meanT) * (point.Seconds - meanT));
        Assert.InRange(slope, ArenaRules.Speed * 0.98, ArenaRules.Speed * 1.02);
        return points.Max(point => Math.Abs(point.X - meanX - (slope * (point.Seconds - meanT))));
    }

    private static void Note(long count, ref long seen, Tick tick, List<Tick> list)
    {
        if (count != seen) list.Add(tick);
        seen = count;
    }

    private static long MissedOf(Scene scene) => scene.Room.Sessions.Length == 0 ? 0 : scene.Room.Sessions[0].InputsMissed;

    /// <summary>Turns, stops, dashes and shoots, as a person would who tests a game.</summary>
    private static Action<ScenePlayer> Restless(ulong seed)
    {
        Prng prng = Prng.For(seed, "hands");
        long nextNs = 0;
        return player =>
        {
            if (player.FrameNs < nextNs) return;
            nextNs = player.FrameNs + prng.NextInt(30, 600) * Timestamp.NanosecondsPerMillisecond;
            player.Controls = new ArenaInput
            {
                MoveX = prng.NextInt(-1, 2),
                MoveY = prng.NextInt(-1, 2),
                Aim = prng.NextFloat(0, 6.28f),
                Fire = prng.NextChance(0.5),
                Dash = prng.NextChance(0.2),
            };
        };
    }

    /// <summary>The predicted rows of the last ticks that the server has run are the server's, to the last bit.</summary>
    private static void AssertSameAsServer(Scene scene, ScenePlayer player)
    {
        Prediction prediction = player.Client.Prediction!;
        Assert.True(player.TryOwnShip(out OwnEntity ship, out _));
        int compared = 0;
        int[] truth = new int[ship.Kind.Fields.Length];
        for (Tick tick = scene.Room.Tick - 10; tick <= scene.Room.Tick; tick += 1)
        {
            ReadOnlySpan<int> row = prediction.RowOf(ship, tick);
            if (row.IsEmpty || !scene.Room.TryReadPast((ushort)ship.Slot, tick, truth)) continue;
            Assert.Equal(truth, row.ToArray());
            compared++;
        }

        Assert.Equal(11, compared);
    }
}
