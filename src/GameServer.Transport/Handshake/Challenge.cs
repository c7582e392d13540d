using System;
using System.Buffers.Binary;
using GameServer.Core;

namespace GameServer.Transport.Handshake;

/// <summary>
/// <code>
/// 0 magic u32 · 4 second u32 · 8 tag u64       16 bytes: data of a refusal, and then the front of the next request's connect data
/// </code>
/// The tag covers the address, the connection time and the second, so only who receives at that address can return it, and only for a while.
/// </summary>
internal sealed class Challenge(SecretStream secrets)
{
    public const int Bytes = 16;

    // "GSc1": a game's own refusal of 16 bytes that starts with these by chance would cost its client the rest of its requests.
    private const uint Magic = 0x3163_5347;

    private const long ValidSeconds = 10;

    public static bool IsChallenge(ReadOnlySpan<byte> data) => data.Length == Bytes && BinaryPrimitives.ReadUInt32LittleEndian(data) == Magic;

    public void Write(Span<byte> data, in Endpoint to, long connectTime, long nowNs)
    {
        uint second = SecondOf(nowNs);
        BinaryPrimitives.WriteUInt32LittleEndian(data, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(data[4..], second);
        BinaryPrimitives.WriteUInt64LittleEndian(data[8..], TagOf(to, connectTime, second));
    }

    /// <summary>True when the connect data starts with a tag of ours that is still good; <paramref name="rest"/> is the game's own data behind it.</summary>
    public bool TryVerify(ReadOnlySpan<byte> connectData, in Endpoint from, long connectTime, long nowNs, out ReadOnlySpan<byte> rest)
    {
        rest = connectData;
        if (connectData.Length < Bytes || !IsChallenge(connectData[..Bytes])) return false;
        rest = connectData[Bytes..];
        uint second = BinaryPrimitives.ReadUInt32LittleEndian(connectData[4..]);
        if (unchecked(SecondOf(nowNs) - second) > ValidSeconds) return false;
        return BinaryPrimitives.ReadUInt64LittleEndian(connectData[8..]) == TagOf(from, connectTime, second);
    }

    private static uint SecondOf(long nowNs) => (uint)(nowNs / Timestamp.NanosecondsPerSecond);

    private ulong TagOf(in Endpoint endpoint, long connectTime, uint second) =>
        secrets.Tag(
            secrets.Tag(endpoint.AddressHigh, endpoint.AddressLow) ^ (ulong)connectTime, ((ulong)second << 32) | ((ulong)endpoint.Scope << 16) | endpoint.Port);
}
