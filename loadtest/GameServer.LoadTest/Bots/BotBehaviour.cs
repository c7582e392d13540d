namespace GameServer.LoadTest.Bots;

/// <summary>What a bot does with its ship.</summary>
public enum BotBehaviour
{
    /// <summary>Flies to one random place after another, shoots at what it sees, dashes now and then: the everyday load.</summary>
    Wander,

    /// <summary>Flies to the middle of the field and mills about there with everyone else: the worst case.</summary>
    Crush,

    /// <summary>Stays put and touches nothing: what presence alone costs.</summary>
    Afk,

    /// <summary>Flies with those around it, as a group that keeps together.</summary>
    Flock,

    /// <summary>Seeks the nearest enemy, leads its shots, and dodges sideways.</summary>
    Duel,

    /// <summary>Wanders for a while, leaves, and is back at once.</summary>
    Rejoiner,

    /// <summary>Wanders, and sends a hostile datagram with every honest one. Counted apart: what it suffers is its own doing.</summary>
    Griefer,

    /// <summary>Repeats the inputs of a recorded file, whatever happens around it.</summary>
    Scripted,
}
