using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GameServer.Core;
using GameServer.Replication;

namespace GameServer.Server;

/// <summary>
/// Writes and checks resume tokens: what lets a client back into its seat, and nobody else. Signed with the node's secret, and bound to player, room, node and session; that a token is
/// used once is the seat's business, which knows the oldest generation that still counts.
/// <code>
/// version 1 = 1 | node 8 | room 4 | session key 8 | generation 4 | player hash 8 | MAC 16       little-endian, 49 bytes
/// MAC: the first 16 bytes of HMAC-SHA256(secret, everything before it, then the player's id as UTF-8)
/// </code>
/// </summary>
internal sealed class ResumeTokens
{
    public const int Bytes = SignedBytes + MacBytes;

    /// <summary>Shortest secret: as long as the hash's own strength.</summary>
    public const int SecretBytesMin = 32;

    private const byte Version = 1;
    private const int SignedBytes = 1 + 8 + 4 + 8 + 4 + 8;
    private const int MacBytes = 16;   // 2⁻¹²⁸ per guess; RFC 2104 section 5 allows half of the hash and no less

    private readonly ulong _node;
    private readonly byte[] _secret;

    public ResumeTokens(ulong node, byte[] secret)
    {
        Check.That(secret.Length >= SecretBytesMin);
        Check.That(Bytes <= ControlMessage.TokenBytesMax);
        _node = node;
        _secret = secret;
    }

    public byte[] Write(Session session, uint generation)
    {
        byte[] token = new byte[Bytes];
        Span<byte> rest = token;
        rest[0] = Version;
        BinaryPrimitives.WriteUInt64LittleEndian(rest[1..], _node);
        BinaryPrimitives.WriteInt32LittleEndian(rest[9..], session.Room.Id.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(rest[13..], session.Key);
        BinaryPrimitives.WriteUInt32LittleEndian(rest[21..], generation);
        BinaryPrimitives.WriteUInt64LittleEndian(rest[25..], HashOf(session.PlayerId));
        Sign(rest[..SignedBytes], session.PlayerId, rest[SignedBytes..]);
        return token;
    }

    /// <summary>Reads a stranger's token. The cheap questions come first, and none of their answers says more than the token itself does.</summary>
    /// <returns>Null when it is this node's own, for this player; otherwise why it is refused.</returns>
    public RefusalReason? Read(ReadOnlySpan<byte> token, string playerId, out ResumeToken content)
    {
        content = default;
        if (token.Length != Bytes || token[0] != Version) return RefusalReason.TokenInvalid;
        content = new ResumeToken(
            BinaryPrimitives.ReadUInt64LittleEndian(token[1..]),
            new RoomId(BinaryPrimitives.ReadInt32LittleEndian(token[9..])),
            BinaryPrimitives.ReadUInt64LittleEndian(token[13..]),
            BinaryPrimitives.ReadUInt32LittleEndian(token[21..]),
            BinaryPrimitives.ReadUInt64LittleEndian(token[25..]));
        if (content.Node != _node) return RefusalReason.TokenOfOtherNode;
        if (content.PlayerHash != HashOf(playerId)) return RefusalReason.TokenOfOtherPlayer;
        Span<byte> mac = stackalloc byte[MacBytes];
        Sign(token[..SignedBytes], playerId, mac);
        return CryptographicOperations.FixedTimeEquals(mac, token[SignedBytes..]) ? null : RefusalReason.TokenInvalid;
    }

    private void Sign(ReadOnlySpan<byte> content, string playerId, Span<byte> mac)
    {
        Span<byte> message = stackalloc byte[SignedBytes + Limits.PlayerIdBytes];
        content.CopyTo(message);
        int length = SignedBytes + Encoding.UTF8.GetBytes(playerId, message[SignedBytes..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, message[..length], hash);
        hash[..MacBytes].CopyTo(mac);
    }

    // Tells apart, nothing more: what binds the token to its player is the id under the signature.
    private static ulong HashOf(string playerId)
    {
        Span<byte> id = stackalloc byte[Limits.PlayerIdBytes];
        ulong hash = 0;
        foreach (byte part in id[..Encoding.UTF8.GetBytes(playerId, id)]) hash = StateHasher.Mix(StateHasher.Combine(hash, part));
        return hash;
    }
}
