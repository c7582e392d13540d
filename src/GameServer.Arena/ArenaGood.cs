namespace GameServer.Arena;

/// <summary>What can be bought.</summary>
public enum ArenaGood : byte
{
    /// <summary>A hull plate: more health, now and in every life of the ship.</summary>
    Hull = 1,

    /// <summary>A full magazine.</summary>
    Rounds = 2,
}
