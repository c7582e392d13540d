using System;
using GameServer.Core;

namespace GameServer.Client;

/// <summary>
/// When to try again after a connection was lost: with pauses that double up to a limit. Half of each pause is random, so that the players of a server that
/// restarts do not all come back in one moment.
/// </summary>
internal sealed class Reconnector(double giveUpSeconds, Prng prng)
{
    private const double FirstPauseMs = 250;
    private const double LongestPauseMs = 2_000;

    private Prng _prng = prng;
    private long _lostNs;
    private int _attempts;

    /// <summary>When the next attempt is due.</summary>
    public long NextNs { get; private set; }

    /// <summary>Attempts since the connection was lost.</summary>
    public int Attempts => _attempts;

    /// <summary>A connection was lost.</summary>
    public void Start() => _attempts = 0;

    /// <summary>
    /// The server itself said that it does not know the connection, so it is there: the first attempt need not wait. Clients hear that when they ask, which each does at its own time.
    /// </summary>
    public void Hurry(long nowNs)
    {
        if (_attempts == 1) NextNs = nowNs;
    }

    /// <summary>Plans the next attempt.</summary>
    /// <returns>False when it is time to give up.</returns>
    public bool Schedule(long nowNs)
    {
        if (_attempts == 0) _lostNs = nowNs;
        double pauseMs = Math.Min(FirstPauseMs * Math.Pow(2, Math.Min(_attempts, 16)), LongestPauseMs);
        double jitter = 0.5 + (0.5 * _prng.NextDouble());
        NextNs = nowNs + (long)(pauseMs * jitter * Timestamp.NanosecondsPerMillisecond);
        _attempts++;
        return NextNs - _lostNs <= giveUpSeconds * Timestamp.NanosecondsPerSecond;
    }
}
