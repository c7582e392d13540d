using System.Numerics;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Tests.Golden;

/// <summary>One of every kind of field; its codec as the generator writes it is <c>Sample.expected.txt</c>.</summary>
[Replicated]
public struct Sample
{
    [Quantized(-100, 100, 0.1), ChangesBy(0.5)]
    public float Height;

    [Quantized(0, 512, 1.0 / 64), ChangesBy(1)]
    public Vector3 Position;

    [Quantized(-1, 1, 1.0 / 127), OwnerOnly]
    public Vector2 Stick;

    [Angle(1024), ChangesBy(0.1)]
    public float Heading;

    [Quaternion(12), ChangesBy(0.2)]
    public Quaternion Rotation;

    [Integer(-50, 50)]
    public sbyte Balance;

    [Integer(0, 1000), ChangesBy(20), TeamOnly]
    public ushort Health;

    [Integer(10, 100_000)]
    public uint Score;

    [Symbol(40), OwnerOnly]
    public short Weapon;

    public Mood Mood;

    public bool IsHidden;

    public FixedString16 Tag;

    [FixedString(8), TeamOnly]
    public FixedString32 Name;

    [Integer(0, 99), FixedArray(5), OwnerOnly]
    public FixedArray8<byte> Slots;

    public FixedArray4<bool> Doors;

    [FixedString(4)]
    public FixedArray4<FixedString16> Marks;

    [Integer(0, 9)]
    public int @event;

    [ServerOnly]
    public long Secret;
}
