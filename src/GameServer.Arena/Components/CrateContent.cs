namespace GameServer.Arena;

/// <summary>What a pickup gives.</summary>
public enum CrateContent : byte
{
    Health,
    Ammo,
}
