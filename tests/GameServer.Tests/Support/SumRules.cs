using System;
using System.Buffers.Binary;
using GameServer.Core;

namespace GameServer.Tests.Support;

/// <summary>
/// A profile that shows whether every effect was applied exactly once, and in which order. Layout 1: sum i64. Layout 2: sum i64 | effects i32 | a hash of the order u32, as
/// this writes it.
/// </summary>
internal sealed class SumRules : IProfileRules
{
    public const int Bytes = 16;

    public int Schema => 2;

    /// <summary>Throws on every effect while set: a game's bug.</summary>
    public bool IsBroken { get; set; }

    public ReadOnlyMemory<byte> Create() => new byte[Bytes];

    public ReadOnlyMemory<byte> Migrate(int schema, ReadOnlyMemory<byte> profile)
    {
        byte[] migrated = new byte[Bytes];
        profile.Span[..8].CopyTo(migrated);
        return migrated;
    }

    public ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> profile, int kind, ReadOnlyMemory<byte> payload)
    {
        if (IsBroken) throw new InvalidOperationException("a bug of the game's");
        byte[] applied = profile.ToArray();
        long amount = AmountOf(payload.Span);
        BinaryPrimitives.WriteInt64LittleEndian(applied, SumOf(profile.Span) + amount);
        BinaryPrimitives.WriteInt32LittleEndian(applied.AsSpan(8), CountOf(profile.Span) + 1);
        BinaryPrimitives.WriteUInt32LittleEndian(applied.AsSpan(12), NextOrder(BinaryPrimitives.ReadUInt32LittleEndian(profile.Span[12..]), amount));
        return applied;
    }

    public static byte[] Payload(long amount)
    {
        byte[] payload = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(payload, amount);
        return payload;
    }

    /// <summary>What an effect adds; an arena's own effects, among others, say it in 4 bytes.</summary>
    public static long AmountOf(ReadOnlySpan<byte> payload) => payload.Length < sizeof(long) ? BinaryPrimitives.ReadInt32LittleEndian(payload) : BinaryPrimitives.ReadInt64LittleEndian(payload);

    public static long SumOf(ReadOnlySpan<byte> profile) => BinaryPrimitives.ReadInt64LittleEndian(profile);

    public static int CountOf(ReadOnlySpan<byte> profile) => BinaryPrimitives.ReadInt32LittleEndian(profile[8..]);

    public static uint OrderOf(ReadOnlySpan<byte> profile) => BinaryPrimitives.ReadUInt32LittleEndian(profile[12..]);

    /// <summary>The hash of an order with one more amount at its end.</summary>
    public static uint NextOrder(uint order, long amount) => unchecked((order * 31) + (uint)amount + 1);
}
