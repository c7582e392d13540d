using System;
using GameServer.Arena;

namespace GameServer.LoadTest.Play;

/// <summary>What each letter of the keyboard, or of a script, does to the controls.</summary>
internal static class Keys
{
    /// <summary>Adds a key to the controls.</summary>
    /// <returns>False when the letter means nothing.</returns>
    public static bool TryPress(char letter, ref ArenaInput controls)
    {
        switch (char.ToLowerInvariant(letter))
        {
            case 'a':
                controls.MoveX = -1;
                return true;
            case 'd':
                controls.MoveX = 1;
                return true;
            case 'w':
                controls.MoveY = -1;
                return true;
            case 's':
                controls.MoveY = 1;
                return true;
            case 'f':
                controls.Fire = true;
                return true;
            case 'e':
                controls.Dash = true;
                return true;
            default:
                return false;
        }
    }

    /// <summary>A ship that moves points where it goes, one that stands keeps its direction.</summary>
    public static float Aim(in ArenaInput controls, float before)
    {
        return controls.MoveX == 0 && controls.MoveY == 0 ? before : MathF.Atan2(controls.MoveY, controls.MoveX);
    }
}
