using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>The numbers of the game. Those that <see cref="ArenaContent"/> names are its values in code, which an operator may change; the others are what its state and its bytes are made for. Distances in units (about a metre), speeds in units per second, times in seconds.</summary>
public static class ArenaRules
{
    public const int WorldSize = 1024;          // what a position can say
    public const int Teams = 2;
    public const int HealthMax = 100;
    public const int AmmoMax = 63;
    public const int CreditsMax = 65_535;
    public const int PurchasesMax = 65_535;

    public const int HullMax = 3;
    public const int HullHealth = 20;
    public const int HullPrice = 5;      // of the first plate; each further one costs twice as much
    public const int RoundsPrice = 2;

    /// <summary>Earned credits go to the pilot's record so often: each hit by itself would be ten times as many effects.</summary>
    public const float PromiseSeconds = 10;
    public const int WholeHealthMax = HealthMax + (HullMax * HullHealth);
    public const int ScoreMax = 4095;
    public const int PointsMax = 1_048_575;

    /// <summary>What positions and velocities are whole multiples of; a power of two, so that they are exact.</summary>
    public const float Grid = 1f / 64;

    /// <summary>The last place a position can say: 16 bits of them, so that clients hold a ship in half the memory.</summary>
    public const float PositionMax = WorldSize - Grid;

    /// <summary>Units per second, either way: beyond a dash.</summary>
    public const float VelocityMax = 32;

    public const float EnterRadius = 20;
    public const float LeaveRadius = 23;

    /// <summary>Beyond this distance things are too small on a screen, and too far for a shot to matter, to be updated every tick.</summary>
    public const float FarDistance = 12;
    public const double FarUpdatesPerSecond = 15;

    /// <summary>Floor per seat. Spread evenly, 20 units of sight would show 8 ships of a full room; wanderers meet in the middle, and with crates and shots it is about 25 things.</summary>
    public const float AreaPerPlayer = 160;

    public const float FieldSizeMin = 64;
    public const float PlayersPerCrate = 4;

    public const float Speed = 6;
    public const float Acceleration = 30;
    public const float DashSpeed = 18;
    public const float DashSeconds = 0.2f;
    public const float DashCooldownSeconds = 2;
    public const float ShipRadius = 0.5f;

    public const float ShotSpeed = 20;
    public const float ShotSeconds = 1;
    public const float ShotRadius = 0.15f;
    public const float FireCooldownSeconds = 0.3f;
    public const int ShotDamage = 20;

    /// <summary>How long before they could come into sight enemies are revealed: a round trip and the interpolation delay of most players.</summary>
    public const float RevealLeadSeconds = 0.2f;

    public const float RespawnSeconds = 3;

    /// <summary>How long the ship of a pilot who was lost stays as it is: long enough that pulling the plug saves nobody from a shot under way.</summary>
    public const float GhostAfterSeconds = 2;
    public const float CrateReturnSeconds = 8;
    public const int CrateHealth = 50;
    public const int CrateAmmo = 30;
    public const float CrateRadius = 0.7f;

    /// <summary>What the arena asks of a connection; <c>loadtest latency-budget</c> says which networks keep to it.</summary>
    public static LatencyBudget LatencyBudget { get; } = new()
    {
        MispredictionsPer100Ticks = 0.5,          // a fight itself brings a third of one: hits and respawns. With half as many again a jolt no longer means "I was hit"
        CorrectionUnits = 2 * ShipRadius,         // a ship's width: moved further, a ship is where a shot had missed it
        InputAgeMs = 1000 * FireCooldownSeconds,  // what one shot did is known before the next can leave
        PictureAgeMs = 250,                       // the server's default rewind cap: with an older picture shooters have to lead
    };
}
