using System;
using System.Numerics;
using GameServer.Core;

namespace GameServer.Bench.Traces;

/// <summary>
/// 901 cubes at 60 Hz: a large driven one rolls about among 900 small ones, knocks them over, now and then draws those near it along or jumps. Most are at rest at any time.
/// The scene and its precision (512 steps per metre, 9 bits per quaternion component, a flag for what is awake) are the usual test of snapshot compression.
/// </summary>
internal sealed class CubesScene : ITraceScene
{
    private const int Side = 30;
    private const int Count = (Side * Side) + 1;
    private const float Dt = 1f / 60;
    private const float Spacing = 0.75f;
    private const float SmallHalf = 0.2f;
    private const float DrivenHalf = 0.75f;
    private const float Gravity = 20;
    private const float SpinMax = 12;
    private const float DrawRadius = 2.4f;
    private const float Leash = Side * Spacing / 2;
    private const int QuietFramesToSleep = 16;
    private const float QuietSpeed = 0.12f;
    private const int StepsPerMetre = 512;
    private const int RotationBits = 9;

    private readonly Cube[] _cubes = new Cube[Count];
    private readonly CubeContacts _contacts;
    private Prng _prng;
    private float _heading;
    private float _turn;
    private bool _draws;
    private int _framesToChange;

    public CubesScene(ulong seed)
    {
        _prng = Prng.For(seed, "cubes");
        _contacts = new CubeContacts(_cubes);
        _cubes[0] = Cube.At(new Vector3(0, 4, 0), DrivenHalf);
        _cubes[0].Awake = true;
        for (int i = 0; i < Count - 1; i++)
        {
            float x = ((i % Side) - ((Side - 1) / 2f)) * Spacing;
            float z = ((i / Side) - ((Side - 1) / 2f)) * Spacing;
            _cubes[i + 1] = Cube.At(new Vector3(x, SmallHalf, z), SmallHalf);
        }
    }

    public TraceHeader Header { get; } = new(60, Count,
    [
        TraceField.Int("px", -262144, 262143),
        TraceField.Int("py", 0, 16383),
        TraceField.Int("pz", -262144, 262143),
        TraceField.Quaternion("q", RotationBits),
        TraceField.Bool("on"),
    ]);

    public void Step()
    {
        Drive();
        foreach (ref Cube cube in _cubes.AsSpan())
        {
            if (cube.Awake) cube.Velocity.Y -= Gravity * Dt;
        }

        _contacts.Find();
        _contacts.Solve(Dt);
        foreach (ref Cube cube in _cubes.AsSpan()) Finish(ref cube);
        _cubes[0].Awake = true;
    }

    public void Capture(Span<int> frame)
    {
        for (int i = 0; i < Count; i++)
        {
            ref readonly Cube cube = ref _cubes[i];
            Span<int> row = frame.Slice(i * 8, 8);
            row[0] = Steps(cube.Position.X, -262144, 262143);
            row[1] = Steps(cube.Position.Y, 0, 16383);
            row[2] = Steps(cube.Position.Z, -262144, 262143);
            SmallestThree.Write(cube.Rotation, RotationBits, row[3..]);
            row[7] = cube.Awake ? 1 : 0;
        }
    }

    private static int Steps(float metres, int min, int max) => Math.Clamp((int)MathF.Round(metres * StepsPerMetre), min, max);

    private static void Finish(ref Cube cube)
    {
        if (!cube.Awake) return;
        float spin = cube.Spin.Length();
        if (spin > SpinMax) cube.Spin *= SpinMax / spin;
        cube.Velocity *= 0.998f;
        cube.Spin *= 0.99f;
        cube.Move(Dt);
        bool quiet = cube.Velocity.LengthSquared() < QuietSpeed * QuietSpeed && cube.Spin.LengthSquared() < 4 * QuietSpeed * QuietSpeed;
        cube.QuietFrames = quiet ? cube.QuietFrames + 1 : 0;
        if (cube.QuietFrames < QuietFramesToSleep) return;
        cube.Awake = false;
        cube.QuietFrames = 0;
        cube.Velocity = Vector3.Zero;
        cube.Spin = Vector3.Zero;
    }

    private void Drive()
    {
        ref Cube driven = ref _cubes[0];
        if (--_framesToChange <= 0)
        {
            _framesToChange = _prng.NextInt(30, 120);
            _turn = _prng.NextFloat(-1.6f, 1.6f);
            _draws = _prng.NextChance(0.4);
            if (_prng.NextChance(0.25)) driven.Velocity.Y += 6;
        }

        _heading += _turn * Dt;
        if (new Vector2(driven.Position.X, driven.Position.Z).Length() > Leash) _heading = MathF.Atan2(-driven.Position.Z, -driven.Position.X);
        Vector3 wanted = new(MathF.Cos(_heading) * 5, driven.Velocity.Y, MathF.Sin(_heading) * 5);
        driven.Velocity += Vector3.Clamp(wanted - driven.Velocity, new Vector3(-0.4f), new Vector3(0.4f));
        if (_draws) DrawNear(driven.Position);
    }

    private void DrawNear(Vector3 centre)
    {
        for (int i = 1; i < Count; i++)
        {
            ref Cube cube = ref _cubes[i];
            Vector3 offset = centre - cube.Position;
            float distance = offset.Length();
            if (distance > DrawRadius) continue;
            cube.Awake = true;
            cube.QuietFrames = 0;
            cube.Velocity += offset * (30 * Dt / Math.Max(distance, 0.5f));
        }
    }
}
