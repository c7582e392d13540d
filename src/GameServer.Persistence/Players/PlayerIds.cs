using System;
using System.Text;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>What may be a player's identity: text every store can hold as a key.</summary>
public static class PlayerIds
{
    /// <summary>Ids that begin with it are given by the server, for one session, to players who brought none.</summary>
    public const char AnonymousMark = '~';

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether <paramref name="player"/> is 1 to <see cref="Limits.PlayerIdBytes"/> bytes of UTF-8 without control characters.</summary>
    public static bool IsValid(string player)
    {
        if (player.Length is 0 or > Limits.PlayerIdBytes) return false;
        foreach (char letter in player)
        {
            if (char.IsControl(letter)) return false;
        }

        try
        {
            return s_strict.GetByteCount(player) <= Limits.PlayerIdBytes;
        }
        catch (EncoderFallbackException)
        {
            return false;   // half of a surrogate pair
        }
    }

    /// <summary>Whether the server gave it: its player is another one the next time.</summary>
    public static bool IsAnonymous(string player) => player.Length > 0 && player[0] == AnonymousMark;

    /// <exception cref="ArgumentException">It is not valid.</exception>
    internal static void Verify(string player)
    {
        if (!IsValid(player)) throw new ArgumentException($"'{player}' is no player id: 1 to {Limits.PlayerIdBytes} bytes of UTF-8 without control characters.", nameof(player));
    }
}
