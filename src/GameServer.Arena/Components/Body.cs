using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>Where something is and which way it faces, to half a centimetre on a ship one metre wide; changes every tick for whatever moves.</summary>
[Replicated]
public struct Body
{
    /// <summary>World units, 0 up to 1024: 16 bits.</summary>
    [Quantized(0, ArenaRules.PositionMax, ArenaRules.Grid), ChangesBy(0.5)]
    public float X;

    /// <summary>World units, 0 up to 1024: 16 bits.</summary>
    [Quantized(0, ArenaRules.PositionMax, ArenaRules.Grid), ChangesBy(0.5)]
    public float Y;

    /// <summary>Radians.</summary>
    [Angle(256), ChangesBy(0.2)]
    public float Angle;
}
