using System;
using System.Globalization;
using System.Text;
using GameServer.Replication;

namespace GameServer.Host.Operating;

/// <summary>Where players are sent, as operators write it.</summary>
internal static class RedirectText
{
    /// <summary>Whether it is HOST:PORT, or :PORT for this machine's own address as players know it. A host's name is given to the game, whose client cannot look names up.</summary>
    public static bool IsValid(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon >= 0
            && Encoding.UTF8.GetByteCount(text) <= Redirect.WhereBytesMax
            && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0
            && text.AsSpan(0, colon).IndexOfAny(" \t\r\n/") < 0;
    }
}
