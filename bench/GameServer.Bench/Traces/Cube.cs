using System.Numerics;

namespace GameServer.Bench.Traces;

/// <summary>One rigid cube. Its inertia is the same about every axis, so a number does for a tensor.</summary>
internal struct Cube
{
    public Vector3 Position;
    public Quaternion Rotation;
    public Vector3 Velocity;
    public Vector3 Spin;
    public float Half;
    public float InverseMass;
    public float InverseInertia;
    public bool Awake;
    public int QuietFrames;   // frames in a row in which it hardly moved

    public static Cube At(Vector3 position, float half)
    {
        float mass = 8 * half * half * half;
        return new Cube
        {
            Position = position,
            Rotation = Quaternion.Identity,
            Half = half,
            InverseMass = 1 / mass,
            InverseInertia = 1.5f / (mass * half * half),   // a cube of side s: m s² / 6
        };
    }

    public readonly Vector3 VelocityAt(Vector3 arm) => Velocity + Vector3.Cross(Spin, arm);

    /// <summary>One over the mass that a push along a unit vector meets at an arm.</summary>
    public readonly float Yielding(Vector3 arm, Vector3 direction)
    {
        Vector3 turn = Vector3.Cross(arm, direction);
        return InverseMass + (InverseInertia * turn.LengthSquared());
    }

    public void Push(Vector3 impulse, Vector3 arm)
    {
        Velocity += impulse * InverseMass;
        Spin += Vector3.Cross(arm, impulse) * InverseInertia;
    }

    public void Move(float dt)
    {
        Position += Velocity * dt;
        Quaternion spin = new(Spin * (dt / 2), 0);
        Rotation = Quaternion.Normalize(Rotation + (spin * Rotation));
    }
}
