namespace GameServer.LoadTest.Budget;

/// <summary>What was measured over one network, all players together.</summary>
internal sealed record CellFigures
{
    public required double RttMs { get; init; }

    public required double LossPercent { get; init; }

    /// <summary>Ticks for which the players' clients predicted.</summary>
    public required long PredictedTicks { get; init; }

    /// <summary>States of the server's that differed from the predicted ones.</summary>
    public required long Mispredictions { get; init; }

    /// <summary>Per 100 predicted ticks.</summary>
    public required double MispredictionsPer100Ticks { get; init; }

    /// <summary>Of those, within a second of a tick for which the server had no input of the player's; the rest is what no client can know: hits, crates, respawns.</summary>
    public required double MissedMispredictionsPer100Ticks { get; init; }

    /// <summary>Per 100 ticks of the server and player: no input was there in time.</summary>
    public required double MissedInputsPer100Ticks { get; init; }

    /// <summary>Corrections that moved something; those of a dead ship, which comes back elsewhere, and teleports are not among them.</summary>
    public required long Corrections { get; init; }

    public required double CorrectionUnitsP50 { get; init; }

    public required double CorrectionUnitsP95 { get; init; }

    public required double CorrectionUnitsP99 { get; init; }

    /// <summary>From sampling an input to the frame that shows the server's state of its tick, or of a later one where that never came.</summary>
    public required double InputAgeMsP50 { get; init; }

    public required double InputAgeMsP95 { get; init; }

    /// <summary>Frames from turning the controls until the own ship was drawn turning; 1 is the very next.</summary>
    public required double FramesToShowP99 { get; init; }

    /// <summary>How much older than the tick a player acts in is the picture of the others.</summary>
    public required double PictureAgeMsP95 { get; init; }

    /// <summary>Of that, what interpolation adds, on average.</summary>
    public required double InterpolationMs { get; init; }

    /// <summary>Shots fired, judged in the past.</summary>
    public required long Rewinds { get; init; }

    /// <summary>Of 100 rewinds, those that went back less far than the shooter's picture was old.</summary>
    public required double RewindsClampedPercent { get; init; }
}
