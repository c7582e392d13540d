namespace GameServer.LoadTest.Bots;

/// <summary>What a bot does with its ship.</summary>
public enum BotBehaviour
{
    /// <summary>Flies to one random place after another, shoots at what it sees, dashes now and then: the everyday load.</summary>
    Wander,

    /// <summary>Flies to the middle of the field and mills about there with everyone else: the worst case.</summary>
    Crush,

    /// <summary>Stays put and touches nothing: what presence alone costs.</summary>
    Idle,
}
