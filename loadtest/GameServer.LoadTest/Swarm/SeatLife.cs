namespace GameServer.LoadTest.Swarm;

/// <summary>Where a bot stands between coming and going.</summary>
internal enum SeatLife : byte
{
    /// <summary>Nobody is there, and nobody will come unless a phase wants it.</summary>
    Empty,

    /// <summary>A bot is to come at a known moment.</summary>
    Coming,

    /// <summary>A bot connects or plays.</summary>
    Taken,

    /// <summary>The bot said goodbye, or was closed, and sees it through.</summary>
    Leaving,
}
