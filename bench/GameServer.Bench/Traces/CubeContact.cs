using System.Numerics;

namespace GameServer.Bench.Traces;

/// <summary>A corner of one cube that is inside another cube, or below the floor (<see cref="Other"/> is −1).</summary>
internal struct CubeContact
{
    public int Cube;
    public int Other;
    public Vector3 Arm;        // from the cube's centre to the corner
    public Vector3 OtherArm;
    public Vector3 Normal;     // away from the other
    public float Depth;
    public float Impulse;      // along the normal, so far
}
