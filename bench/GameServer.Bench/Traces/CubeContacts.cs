using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;

namespace GameServer.Bench.Traces;

/// <summary>
/// Finds where cubes touch and pushes them apart: corners against the floor and against other cubes' faces, then sequential impulses with Coulomb friction. Edges that cross
/// without a corner inside are not seen; at this size nobody can tell.
/// </summary>
internal sealed class CubeContacts(Cube[] cubes)
{
    private const int Rounds = 8;
    private const float Friction = 0.5f;
    private const float Slop = 0.004f;            // depth that is left alone, so that resting cubes do not tremble
    private const float PushOut = 0.2f;           // of the remaining depth per frame
    private const float WakingImpulse = 0.6f;     // speed of approach that wakes a sleeper
    private const float CellSize = 1;

    private readonly Dictionary<(int X, int Y, int Z), List<int>> _cells = [];
    private readonly List<CubeContact> _contacts = [];

    /// <summary>Collects this frame's contacts of everything awake, and wakes what they hit.</summary>
    public void Find()
    {
        _contacts.Clear();
        foreach (List<int> cell in _cells.Values) cell.Clear();
        for (int i = 1; i < cubes.Length; i++) CellOf(cubes[i].Position).Add(i);
        for (int i = 0; i < cubes.Length; i++)
        {
            if (!cubes[i].Awake) continue;
            AddFloor(i);
            if (i == 0) AddNearDriven();
            else AddNear(i);
        }
    }

    public void Solve(float dt)
    {
        Span<CubeContact> contacts = CollectionsMarshal.AsSpan(_contacts);
        for (int round = 0; round < Rounds; round++)
        {
            foreach (ref CubeContact contact in contacts) Solve(ref contact, dt);
        }
    }

    private static (int X, int Y, int Z) KeyOf(Vector3 position) =>
        ((int)MathF.Floor(position.X / CellSize), (int)MathF.Floor(position.Y / CellSize), (int)MathF.Floor(position.Z / CellSize));

    private List<int> CellOf(Vector3 position)
    {
        (int X, int Y, int Z) key = KeyOf(position);
        if (!_cells.TryGetValue(key, out List<int>? cell)) _cells[key] = cell = [];
        return cell;
    }

    private void AddFloor(int index)
    {
        ref Cube cube = ref cubes[index];
        if (cube.Position.Y > cube.Half * 1.8f) return;
        for (int corner = 0; corner < 8; corner++)
        {
            Vector3 arm = CornerOf(cube, corner);
            float depth = -(cube.Position.Y + arm.Y);
            if (depth > 0) _contacts.Add(new CubeContact { Cube = index, Other = -1, Arm = arm, Normal = Vector3.UnitY, Depth = depth });
        }
    }

    // The driven cube is larger than a cell: it is tried against all.
    private void AddNearDriven()
    {
        for (int i = 1; i < cubes.Length; i++) AddPair(0, i);
    }

    private void AddNear(int index)
    {
        (int x, int y, int z) = KeyOf(cubes[index].Position);
        for (int offset = 0; offset < 27; offset++)
        {
            if (!_cells.TryGetValue((x + (offset % 3) - 1, y + (offset / 3 % 3) - 1, z + (offset / 9) - 1), out List<int>? cell)) continue;
            foreach (int other in cell)
            {
                // Two that are awake meet once.
                if (other != index && !(cubes[other].Awake && other < index)) AddPair(index, other);
            }
        }
    }

    private void AddPair(int first, int second)
    {
        float reach = (cubes[first].Half + cubes[second].Half) * 1.733f;
        if (Vector3.DistanceSquared(cubes[first].Position, cubes[second].Position) > reach * reach) return;
        AddCornersInside(first, second);
        AddCornersInside(second, first);
    }

    private void AddCornersInside(int index, int boxIndex)
    {
        ref Cube cube = ref cubes[index];
        ref Cube box = ref cubes[boxIndex];
        Quaternion toBox = Quaternion.Conjugate(box.Rotation);
        Vector3 centre = cube.Position - box.Position;
        for (int corner = 0; corner < 8; corner++)
        {
            Vector3 arm = CornerOf(cube, corner);
            Vector3 inside = Vector3.Transform(centre + arm, toBox);
            Vector3 depths = new Vector3(box.Half) - Vector3.Abs(inside);
            float depth = Math.Min(depths.X, Math.Min(depths.Y, depths.Z));
            if (depth <= 0) continue;
            Vector3 face = depth == depths.X ? new Vector3(Math.Sign(inside.X), 0, 0) : depth == depths.Y ? new Vector3(0, Math.Sign(inside.Y), 0) : new Vector3(0, 0, Math.Sign(inside.Z));
            Vector3 normal = Vector3.Transform(face, box.Rotation);
            CubeContact contact = new() { Cube = index, Other = boxIndex, Arm = arm, OtherArm = centre + arm, Normal = normal, Depth = depth };
            Wake(contact);
            _contacts.Add(contact);
        }
    }

    private static Vector3 CornerOf(in Cube cube, int corner)
    {
        float half = cube.Half;
        Vector3 local = new((corner & 1) == 0 ? half : -half, (corner & 2) == 0 ? half : -half, (corner & 4) == 0 ? half : -half);
        return Vector3.Transform(local, cube.Rotation);
    }

    private void Wake(in CubeContact contact)
    {
        ref Cube cube = ref cubes[contact.Cube];
        ref Cube other = ref cubes[contact.Other];
        if (cube.Awake && other.Awake) return;
        float approach = -Vector3.Dot(cube.VelocityAt(contact.Arm) - other.VelocityAt(contact.OtherArm), contact.Normal);
        if (approach < WakingImpulse && contact.Depth < 4 * Slop) return;
        cube.Awake = true;
        other.Awake = true;
        cube.QuietFrames = 0;
        other.QuietFrames = 0;
    }

    private void Solve(ref CubeContact contact, float dt)
    {
        ref Cube cube = ref cubes[contact.Cube];
        bool floor = contact.Other < 0;
        Cube still = default;
        ref Cube other = ref floor ? ref still : ref cubes[contact.Other];
        Vector3 normal = contact.Normal;
        Vector3 slip = cube.VelocityAt(contact.Arm) - other.VelocityAt(contact.OtherArm);
        float yielding = Yielding(cube, contact.Arm, normal) + Yielding(other, contact.OtherArm, normal);
        if (yielding == 0) return;
        float bias = PushOut / dt * Math.Max(0, contact.Depth - Slop);
        float wanted = (bias - Vector3.Dot(slip, normal)) / yielding;
        float total = Math.Max(0, contact.Impulse + wanted);
        Vector3 impulse = normal * (total - contact.Impulse);
        contact.Impulse = total;

        Vector3 along = slip - (normal * Vector3.Dot(slip, normal));
        float speed = along.Length();
        if (speed > 1e-5f)
        {
            Vector3 direction = along / speed;
            float stop = speed / (Yielding(cube, contact.Arm, direction) + Yielding(other, contact.OtherArm, direction));
            impulse -= direction * Math.Min(stop, Friction * total / Rounds * 2);
        }

        if (cube.Awake) cube.Push(impulse, contact.Arm);
        if (!floor && other.Awake) other.Push(-impulse, contact.OtherArm);
    }

    // What sleeps is as firm as the floor.
    private static float Yielding(in Cube cube, Vector3 arm, Vector3 direction) => cube.Awake ? cube.Yielding(arm, direction) : 0;
}
