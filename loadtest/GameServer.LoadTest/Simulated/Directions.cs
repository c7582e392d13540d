using System;

namespace GameServer.LoadTest.Simulated;

/// <summary>The two directions of a player's path.</summary>
[Flags]
public enum Directions
{
    /// <summary>From the player to the server.</summary>
    Up = 1,

    /// <summary>From the server to the player.</summary>
    Down = 2,

    Both = Up | Down,
}
