using System;
using GameServer.Arena;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Scenes;

namespace GameServer.LoadTest.Budget;

/// <summary>
/// Flies as a person does in a fight: dodges now here, now there, dashes, and stays with the others in the middle of the field. A bot that flies straight would hide most lost
/// inputs, because repeating the last one is right. Aiming and shooting are the bot's.
/// </summary>
internal sealed class BrawlPilot(ulong seed)
{
    private const float BrawlRadius = 5;        // further out it turns back
    private const int DodgeMsMin = 100;         // hands do not change their mind sooner,
    private const int DodgeMsMax = 500;         // nor fly straight for longer under fire
    private const double DashChance = 0.1;      // of a change of mind; a dash has two seconds of cool-down

    private Prng _prng = Prng.For(seed, "brawl");
    private BotPilot? _bot;
    private long _nextThoughtNs;
    private long _nextDodgeNs;
    private float _moveX;
    private float _moveY;

    /// <summary>Sets the controls before a frame; thinks once a tick, however often it draws.</summary>
    public void Fly(ScenePlayer player)
    {
        if (player.FrameNs < _nextThoughtNs || !player.Client.IsSeated) return;
        _nextThoughtNs = player.FrameNs + (Timestamp.NanosecondsPerSecond / player.Client.TickRateHz);
        float fieldSize = ArenaGame.FieldSize(player.Client.PlayerCapacity);
        _bot ??= new BotPilot(BotBehaviour.Crush, fieldSize, seed);
        bool dash = Dodge(player, fieldSize / 2);
        player.Controls = _bot.Decide(player.Client) with { MoveX = _moveX, MoveY = _moveY, Dash = dash };
    }

    private bool Dodge(ScenePlayer player, float middle)
    {
        if (player.FrameNs < _nextDodgeNs) return false;
        _nextDodgeNs = player.FrameNs + (_prng.NextInt(DodgeMsMin, DodgeMsMax) * Timestamp.NanosecondsPerMillisecond);
        _moveX = _prng.NextInt(-1, 2);
        _moveY = _prng.NextInt(-1, 2);
        bool dash = _prng.NextChance(DashChance);
        if (!player.TryOwnShip(out _, out Body body)) return dash;
        if (MathF.Abs(body.X - middle) > BrawlRadius) _moveX = MathF.Sign(middle - body.X);
        if (MathF.Abs(body.Y - middle) > BrawlRadius) _moveY = MathF.Sign(middle - body.Y);
        return dash;
    }
}
