using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading;

namespace GameServer.Host.Dashboard;

/// <summary>What became of forms, kept until the page that follows a form shows it; the address of that page names it, and only once.</summary>
internal sealed class NoticeBoard
{
    private const int NoticesMax = 64;

    private readonly Lock _gate = new();
    private readonly Queue<(string Key, Notice Notice)> _notices = new();

    /// <summary>Keeps a notice; the oldest is forgotten when there are too many.</summary>
    /// <returns>What to take it with.</returns>
    public string Put(Notice notice)
    {
        string key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        lock (_gate)
        {
            if (_notices.Count == NoticesMax) _notices.Dequeue();
            _notices.Enqueue((key, notice));
        }

        return key;
    }

    /// <summary>The notice, the first time it is asked for; null when there is none.</summary>
    public Notice? Take(string key)
    {
        if (key.Length == 0) return null;
        lock (_gate)
        {
            Notice? found = null;
            for (int left = _notices.Count; left > 0; left--)
            {
                (string Key, Notice Notice) next = _notices.Dequeue();
                if (next.Key == key) found = next.Notice;
                else _notices.Enqueue(next);
            }

            return found;
        }
    }
}
