using System;
using System.Buffers.Binary;
using GameServer.Core;

namespace GameServer.Bench.Records;

/// <summary>A profile of a given size that no database compresses, and in which every effect changes a counter.</summary>
internal sealed class PaddedRules(int bytes) : IProfileRules
{
    public int Schema => 1;

    public ReadOnlyMemory<byte> Create()
    {
        byte[] profile = new byte[bytes];
        Prng prng = new(1);
        prng.Fill(profile);
        return profile;
    }

    public ReadOnlyMemory<byte> Migrate(int schema, ReadOnlyMemory<byte> profile) => profile;

    public ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> profile, int kind, ReadOnlyMemory<byte> payload)
    {
        byte[] applied = profile.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(applied, BinaryPrimitives.ReadInt64LittleEndian(applied) + 1);
        return applied;
    }
}
