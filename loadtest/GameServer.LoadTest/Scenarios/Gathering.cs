namespace GameServer.LoadTest.Scenarios;

/// <summary>Where a phase sends its bots, whatever their behaviour.</summary>
internal enum Gathering
{
    /// <summary>Wherever their behaviour takes them.</summary>
    None,

    /// <summary>All to the middle of the field.</summary>
    Crush,

    /// <summary>To places uniform over the field.</summary>
    Spread,
}
