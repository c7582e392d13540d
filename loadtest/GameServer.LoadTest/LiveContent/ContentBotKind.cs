namespace GameServer.LoadTest.LiveContent;

/// <summary>Which build of the game a player has.</summary>
internal enum ContentBotKind
{
    /// <summary>The server's.</summary>
    Current,

    /// <summary>The server's, and it predicts its own ship.</summary>
    Predicting,

    /// <summary>One with <see cref="OlderContent"/>.</summary>
    Older,

    /// <summary>One from before there was content.</summary>
    Without,
}
