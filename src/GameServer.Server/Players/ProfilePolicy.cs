namespace GameServer.Server;

/// <summary>What becomes of a player's login when the player's profile cannot be read in time.</summary>
public enum ProfilePolicy
{
    /// <summary>The login is refused: a player who seems to own nothing is worse than one who tries again.</summary>
    Refuse,

    /// <summary>The player is let in with an empty profile; what the match promises is entered into the record all the same.</summary>
    Admit,
}
