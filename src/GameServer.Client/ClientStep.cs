using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Client;

/// <summary>The step that <see cref="Prediction"/> hands to the game, over one input at a time.</summary>
internal sealed class ClientStep(Prediction prediction, int tickRateHz, int playerCapacity, int inputFields, ClientContent content) : PredictedStep(tickRateHz, playerCapacity)
{
    private readonly int[] _input = new int[inputFields];

    public override ReadOnlySpan<int> Input => _input;

    /// <summary>What is being stepped.</summary>
    public PredictedTrack? Track { get; private set; }

    public void Set(Tick tick, ReadOnlySpan<int> input, PredictedTrack track)
    {
        Tick = tick;
        Content = content.At(tick);
        input.CopyTo(_input);
        Track = track;
    }

    public override PredictedEntity Spawn(EntityKind kind, int key) => prediction.Spawn(this, kind, key);
}
