using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>Where something is and which way it faces, to half a centimetre on a ship one metre wide; changes every tick for whatever moves.</summary>
[Replicated]
public struct Body
{
    /// <summary>World units, 0..1024.</summary>
    [Quantized(0, ArenaRules.WorldSize, ArenaRules.Grid), ChangesBy(0.5)]
    public float X;

    /// <summary>World units, 0..1024.</summary>
    [Quantized(0, ArenaRules.WorldSize, ArenaRules.Grid), ChangesBy(0.5)]
    public float Y;

    /// <summary>Radians.</summary>
    [Angle(256), ChangesBy(0.2)]
    public float Angle;
}
