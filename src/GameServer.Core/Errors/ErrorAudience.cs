using System;

namespace GameServer.Core;

/// <summary>Who has to do something about an error.</summary>
[Flags]
public enum ErrorAudience : byte
{
    None = 0,

    /// <summary>Whoever plays: a game shows these in its own words.</summary>
    Player = 1,

    /// <summary>Whoever writes the game or the client.</summary>
    Developer = 2,

    /// <summary>Whoever runs the server.</summary>
    Operator = 4,
}
