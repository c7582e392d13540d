using System;
using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Client;
using GameServer.LoadTest.Scenes;
using GameServer.Replication;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>What one player sees of another who flies straight.</summary>
public sealed class InterpolationTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(40, 0)]
    [InlineData(0, 10)]
    [InlineData(40, 10)]
    public void The_delay_follows_the_network_and_motion_stays_smooth(double jitterMs, double lossPercent)
    {
        Scene scene = Flying(new SceneOptions { RttMs = 60, RenderHz = 120, JitterMs = jitterMs, Loss = lossPercent / 100 });
        ScenePlayer watcher = scene.Players[1];
        double calm = watcher.Client.Interpolation!.DelayTicks;
        scene.Worsen();
        scene.Run(5);   // more than the ticks that the delay is taken from
        List<float> steps = [];
        float last = 0;
        scene.Drawn = player =>
        {
            if (player != watcher || !TryOther(player, out Body body)) return;
            if (last != 0) steps.Add(body.X - last);
            last = body.X;
        };
        scene.Run(2);
        double delay = watcher.Client.Interpolation!.DelayTicks;
        if (jitterMs + lossPercent == 0) Assert.InRange(delay, calm - 0.3, calm + 0.3);
        else Assert.InRange(delay, calm + 0.5, calm + 4);
        const float Step = ArenaRules.Speed / 2 / 120;
        const float Quantum = 1f / 64;   // of a body's place
        int rough = steps.FindAll(step => MathF.Abs(step - Step) > (Step / 2) + Quantum).Count;
        Assert.InRange(rough, 0, steps.Count / 20);
        Assert.True(steps.TrueForAll(step => step > -ArenaRules.Speed / 60), "it went back by more than a tick");
    }

    [Fact]
    public void In_silence_a_ship_goes_on_for_a_tenth_of_a_second_and_then_stands()
    {
        Scene scene = Flying(new SceneOptions { RttMs = 40, RenderHz = 120 });
        ScenePlayer watcher = scene.Players[1];
        scene.Cut();
        scene.Run(0.2);
        Assert.True(TryOther(watcher, out Body atFirst));
        scene.Run(0.5);
        Assert.True(TryOther(watcher, out Body later));
        scene.Run(0.5);
        Assert.True(TryOther(watcher, out Body last));
        Assert.Equal(later.X, last.X);
        Assert.InRange(later.X - atFirst.X, 0, ArenaRules.Speed * 0.2f);
        Assert.True(watcher.Client.Interpolation!.ExtrapolatedFrames > 50);
    }

    private static Scene Flying(SceneOptions options)
    {
        Scene scene = new(options with { Game = new ShovingGame(30) });
        scene.Run(1);
        scene.Players[0].Controls = new ArenaInput { MoveX = 0.5f };
        scene.Run(1.5);
        return scene;
    }

    private static bool TryOther(ScenePlayer player, out Body body)
    {
        body = default;
        Interpolation interpolation = player.Client.Interpolation!;
        foreach (ReplicatedEntity entity in interpolation.Entities)
        {
            if (entity.IsOwned || entity.KindIndex != ArenaSchema.Ship.Index) continue;
            body = interpolation.Get(ArenaSchema.Body, entity);
            return true;
        }

        return false;
    }
}
