using System;
using System.Numerics;
using GameServer.Core;

namespace GameServer.Bench.Traces;

/// <summary>
/// Boids in three dimensions (Reynolds, 1987: separation, alignment, cohesion): everything moves and turns all the time, and nothing collides. The opposite of
/// <see cref="CubesScene"/>.
/// </summary>
internal sealed class FlockScene : ITraceScene
{
    private const int Count = 256;
    private const float Dt = 1f / 30;
    private const float HalfSize = 60;
    private const float SightRadius = 8;
    private const float CrowdRadius = 2;
    private const float SpeedMin = 4;
    private const float SpeedMax = 10;
    private const float StepsPerUnit = 128;
    private const int PositionMax = (int)(HalfSize * 2 * StepsPerUnit);
    private const int RotationBits = 10;

    private readonly Vector3[] _positions = new Vector3[Count];
    private readonly Vector3[] _velocities = new Vector3[Count];
    private readonly Vector3[] _forces = new Vector3[Count];
    private Prng _prng;

    public FlockScene(ulong seed)
    {
        _prng = Prng.For(seed, "flock");
        for (int i = 0; i < Count; i++)
        {
            _positions[i] = RandomVector(HalfSize * 0.8f);
            _velocities[i] = RandomVector(SpeedMax);
        }
    }

    public TraceHeader Header { get; } = new(30, Count,
    [
        TraceField.Int("x", -PositionMax, PositionMax),
        TraceField.Int("y", -PositionMax, PositionMax),
        TraceField.Int("z", -PositionMax, PositionMax),
        TraceField.Quaternion("q", RotationBits),
    ]);

    public void Step()
    {
        for (int i = 0; i < Count; i++) _forces[i] = ForceOn(i);
        for (int i = 0; i < Count; i++)
        {
            Vector3 velocity = _velocities[i] + (_forces[i] * Dt);
            float speed = Math.Max(velocity.Length(), 0.01f);
            _velocities[i] = velocity * (Math.Clamp(speed, SpeedMin, SpeedMax) / speed);
            _positions[i] += _velocities[i] * Dt;
        }
    }

    public void Capture(Span<int> frame)
    {
        for (int i = 0; i < Count; i++)
        {
            Span<int> row = frame.Slice(i * 7, 7);
            row[0] = Steps(_positions[i].X);
            row[1] = Steps(_positions[i].Y);
            row[2] = Steps(_positions[i].Z);
            SmallestThree.Write(Facing(_velocities[i]), RotationBits, row[3..]);
        }
    }

    private static int Steps(float position) => Math.Clamp((int)MathF.Round(position * StepsPerUnit), -PositionMax, PositionMax);

    private static Quaternion Facing(Vector3 velocity)
    {
        float yaw = MathF.Atan2(velocity.X, velocity.Z);
        float pitch = -MathF.Asin(Math.Clamp(velocity.Y / velocity.Length(), -1, 1));
        return Quaternion.CreateFromYawPitchRoll(yaw, pitch, 0);
    }

    private Vector3 ForceOn(int self)
    {
        Vector3 centre = Vector3.Zero;
        Vector3 heading = Vector3.Zero;
        Vector3 away = Vector3.Zero;
        int seen = 0;
        for (int i = 0; i < Count; i++)
        {
            Vector3 offset = _positions[i] - _positions[self];
            float distance = offset.LengthSquared();
            if (i == self || distance > SightRadius * SightRadius) continue;
            seen++;
            centre += offset;
            heading += _velocities[i];
            if (distance < CrowdRadius * CrowdRadius) away -= offset / Math.Max(distance, 0.01f);
        }

        Vector3 force = (away * 6) + RandomVector(3) - OutsideOf(_positions[self]);
        return seen == 0 ? force : force + (centre / seen * 0.6f) + (((heading / seen) - _velocities[self]) * 1.2f);
    }

    /// <summary>How far a place lies beyond the part of the field that the flock likes.</summary>
    private static Vector3 OutsideOf(Vector3 position) => position - Vector3.Clamp(position, new Vector3(-HalfSize * 0.7f), new Vector3(HalfSize * 0.7f));

    private Vector3 RandomVector(float size) => new(_prng.NextFloat(-size, size), _prng.NextFloat(-size, size), _prng.NextFloat(-size, size));
}
