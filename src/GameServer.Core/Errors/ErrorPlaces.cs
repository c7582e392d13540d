using System;

namespace GameServer.Core;

/// <summary>Where an error shows itself, always by the same code.</summary>
[Flags]
public enum ErrorPlaces : byte
{
    None = 0,

    /// <summary>The result that the client SDK gives the game.</summary>
    Sdk = 1,

    /// <summary>A line that the process writes to its standard error before it ends or refuses to start.</summary>
    Line = 2,

    /// <summary>An event of the server's log.</summary>
    Log = 4,

    /// <summary>The label <c>code</c> of the counter <c>gameserver_errors_total</c>.</summary>
    Metric = 8,

    /// <summary>The timeline of the player it happened to.</summary>
    Timeline = 16,

    /// <summary>The member <c>code</c> of a problem that the admin API answers.</summary>
    Api = 32,
}
