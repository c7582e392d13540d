using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using GameServer.Host.Pacing;

namespace GameServer.Host.Dashboard;

/// <summary>
/// Who signed in with which token: browsers cannot send a bearer token by themselves, and a cookie that holds the token would be good for ever. A session is good for twelve hours and ends with the
/// process. Its key is drawn at random, and the token never leaves the server again.
/// </summary>
internal sealed class DashboardSessions
{
    public const string Cookie = "gameserver-session";

    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private const int SessionsMax = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Token, long EndNs)> _sessions = [];

    /// <summary>Begins a session; the one that would end first makes room when there are too many.</summary>
    /// <param name="token">A token that was found good.</param>
    /// <returns>The session's key.</returns>
    public string Begin(string token)
    {
        string key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        lock (_gate)
        {
            if (_sessions.Count >= SessionsMax) _sessions.Remove(_sessions.MinBy(session => session.Value.EndNs).Key);
            _sessions[key] = (token, MonotonicClock.Nanoseconds() + (long)Life.TotalNanoseconds);
        }

        return key;
    }

    /// <summary>The token of a session that goes on; null when there is none of that key.</summary>
    public string? TokenOf(string key)
    {
        lock (_gate)
        {
            if (!_sessions.TryGetValue(key, out (string Token, long EndNs) session)) return null;
            if (MonotonicClock.Nanoseconds() < session.EndNs) return session.Token;
            _sessions.Remove(key);
            return null;
        }
    }

    public void End(string key)
    {
        lock (_gate) _sessions.Remove(key);
    }
}
