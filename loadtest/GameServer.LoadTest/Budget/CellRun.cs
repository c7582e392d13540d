using System.Collections.Generic;
using GameServer.Core;
using GameServer.LoadTest.Scenes;
using GameServer.Simulation;

namespace GameServer.LoadTest.Budget;

/// <summary>
/// One cell of the sweep: pilots in a brawl in the middle of the field, over one network, on virtual time. They join over a network that only delays; then it
/// gets as bad as the cell says, clients have some seconds to adapt, and what follows is measured. Every cell has the same pilots, so that cells differ by the network alone.
/// </summary>
internal sealed class CellRun
{
    private const double JoinSeconds = 3;
    private const double SettleSeconds = 5;   // longer than the 128 ticks the interpolation delay is taken from

    private readonly Scene _scene;
    private readonly double _lossPercent;
    private readonly double _seconds;

    public CellRun(BudgetOptions options, double rttMs, double lossPercent)
    {
        _lossPercent = lossPercent;
        _seconds = options.Seconds;
        _scene = new Scene(new SceneOptions
        {
            Seed = options.Seed,
            Players = options.Players,
            TickRateHz = options.RateHz,
            RttMs = rttMs,
            Loss = lossPercent / 100,
            JitterMs = options.JitterMs,
            Game = BudgetGames.Create(options.Game, options.RateHz),
        });
        for (int i = 0; i < options.Players; i++) _scene.Players[i].Script = new BrawlPilot(StateHasher.Mix(options.Seed + (ulong)i)).Fly;
    }

    /// <summary>Plays.</summary>
    /// <exception cref="CellFailedException">A player had no seat to play from.</exception>
    public CellFigures Run()
    {
        _scene.Run(JoinSeconds + (_scene.Options.RttMs / 100));
        _scene.Worsen();
        _scene.Run(SettleSeconds);
        foreach (ScenePlayer player in _scene.Players)
        {
            if (player.Client.Prediction is null) throw new CellFailedException(_scene.Options.RttMs, _lossPercent, player.Client.State);
        }

        CellTally tally = new();
        Dictionary<ScenePlayer, CellWatch> watches = [];
        foreach (ScenePlayer player in _scene.Players) watches.Add(player, new CellWatch(player, tally, _scene));
        _scene.Ticked = () =>
        {
            foreach (ScenePlayer player in _scene.Players) watches[player].LookAtServer(_scene);
        };
        _scene.Drawn = player => watches[player].LookAtScreen();
        Rewind rewind = _scene.Room.World.Rewind;
        long rewinds = rewind.Count;
        long clamped = rewind.ClampedCount;
        _scene.Run(_seconds);
        return tally.ToFigures(_scene.Options.RttMs, _lossPercent, rewind.Count - rewinds, rewind.ClampedCount - clamped);
    }
}
