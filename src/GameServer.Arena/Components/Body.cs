namespace GameServer.Arena;

/// <summary>Where something is and which way it faces; changes every tick for whatever moves.</summary>
public struct Body
{
    /// <summary>World units, 0..1024.</summary>
    public float X;

    /// <summary>World units, 0..1024.</summary>
    public float Y;

    /// <summary>Radians.</summary>
    public float Angle;
}
