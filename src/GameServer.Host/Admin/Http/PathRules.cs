using System;
using System.Linq;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GameServer.Host.Admin;

/// <summary>What a path may look like, and what its <c>{player}</c> is: both read from the bytes that came, because the framework resolves and decodes some of them.</summary>
internal static class PathRules
{
    /// <summary>The part of a route that is a player's id or name.</summary>
    public const string Player = "player";

    /// <summary>Ids have 64 bytes at most and names fewer: whatever is longer belongs to nobody.</summary>
    public const int PlayerBytesMax = 256;

    private const int PlayerSegment = 4;   // "", api, v1, players, PLAYER

    /// <summary>False for a path that means another one than it shows: dot segments, empty segments, backslashes, control characters, however they are written.</summary>
    public static bool IsPlain(HttpContext context)
    {
        string path = RawPath(context);
        if (path.Length == 0 || path[0] != '/' || path.Contains('\\') || path.Contains("//", StringComparison.Ordinal)) return false;
        return path.Split('/').All(segment => Uri.UnescapeDataString(segment) is not ("." or "..") and var plain && !plain.Any(char.IsControl));
    }

    /// <summary>Puts the player of a path, as its sender wrote it, in place of what the framework made of it: an id may hold slashes, and %2F stays as it is there.</summary>
    /// <returns>False when it can be nobody's.</returns>
    public static bool TryReadPlayer(HttpContext context)
    {
        if (!context.Request.RouteValues.ContainsKey(Player)) return true;
        string[] segments = RawPath(context).Split('/');
        if (segments.Length <= PlayerSegment) return false;
        string player = Uri.UnescapeDataString(segments[PlayerSegment]);
        context.Request.RouteValues[Player] = player;
        return player.Length > 0 && Encoding.UTF8.GetByteCount(player) <= PlayerBytesMax;
    }

    private static string RawPath(HttpContext context)
    {
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        int query = target.IndexOfAny(['?', '#']);
        return query < 0 ? target : target[..query];
    }
}
