using System;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.LoadTest.Scenes;

/// <summary>A player of a scene: the whole client SDK, controls that a script sets, and what is drawn.</summary>
public sealed class ScenePlayer : IClientGame
{
    private readonly int[] _controls = new int[ArenaSchema.Schema.Input.Fields.Length];

    internal ScenePlayer(SceneOptions options, IDatagramSocket socket, SnapshotScratch scratch, ulong seed)
    {
        GameClientOptions client = new()
        {
            SharesServerClock = true,
            Predicts = new ArenaPrediction(),
            Interpolates = true,
            InputRedundancy = options.InputRedundancy,
            Transport = TransportOptions.ForClient with { DisconnectTimeoutMs = options.DisconnectTimeoutMs, ConnectRetriesMax = 60 },
        };
        Client = new GameClient(ArenaSchema.Schema, this, client, socket, scratch, seed);
    }

    public GameClient Client { get; }

    /// <summary>What the player's hands do; changed between frames.</summary>
    public ArenaInput Controls { get; set; }

    /// <summary>Time of the last frame, in monotonic nanoseconds.</summary>
    public long FrameNs { get; private set; }

    /// <summary>Decides the controls before a frame.</summary>
    public Action<ScenePlayer>? Script { get; set; }

    /// <summary>Called when an input was sampled, with the tick it is for.</summary>
    public Action<Tick>? Sampled { get; set; }

    /// <summary>Called when a snapshot was applied, before the frame that shows it.</summary>
    public Action<SnapshotArrival>? Arrived { get; set; }

    /// <summary>The own ship as drawn, correction included.</summary>
    public bool TryOwnShip(out OwnEntity ship, out Body body)
    {
        body = default;
        ship = default;
        if (Client.Prediction is not { } prediction) return false;
        foreach (OwnEntity entity in prediction.Entities)
        {
            if (!ReferenceEquals(entity.Kind, ArenaSchema.Ship)) continue;
            ship = entity;
            body = prediction.Get(ArenaSchema.Body, entity);
            (float x, float y) = prediction.ErrorOf(entity);
            body.X += x;
            body.Y += y;
            return true;
        }

        return false;
    }

    void IClientGame.SampleInput(GameClient client, Tick tick, Span<int> fields)
    {
        ArenaInputCodec.Instance.CaptureOne(Controls, fields);
        Sampled?.Invoke(tick);
    }

    void IClientGame.SnapshotApplied(GameClient client, in SnapshotArrival arrival) => Arrived?.Invoke(arrival);

    internal void Frame(Timestamp now)
    {
        FrameNs = now.Nanoseconds;
        Script?.Invoke(this);
        Client.Poll(now);
        ArenaInputCodec.Instance.CaptureOne(Controls, _controls);
        Client.Show(now, _controls);
    }
}
