using System;
using System.Buffers.Binary;

namespace GameServer.Arena;

/// <summary>What a pilot keeps between matches.</summary>
/// <code>credits 8 | plates 4, little-endian</code>
/// <param name="Credits">Earned and not spent. Below 0 only when the same pilot spent the same credits on two servers at once.</param>
/// <param name="Plates">Hull plates bought.</param>
public readonly record struct ArenaProfile(long Credits, int Plates)
{
    /// <summary>Length of a profile.</summary>
    public const int Bytes = 12;

    /// <summary>As a match takes it: what a purse and a hull can hold of it. The rest stays in the record.</summary>
    public ArenaProfile ForMatch => new(Math.Clamp(Credits, 0, ArenaRules.CreditsMax), Math.Clamp(Plates, 0, ArenaRules.HullMax));

    /// <summary>The profile as bytes.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Bytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Credits);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Plates);
        return bytes;
    }

    /// <summary>Reads a profile; false for bytes that are none, as a player without a record has.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ArenaProfile profile)
    {
        profile = default;
        if (bytes.Length != Bytes) return false;
        profile = new ArenaProfile(BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]));
        return true;
    }
}
