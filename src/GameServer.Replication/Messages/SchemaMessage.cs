using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// The server's declaration of the game, sent before the welcome to a client of another build that does not hold it: union tag, then the object of
/// <see cref="SchemaEncoding"/>. Larger than other control messages; the transport cuts it up.
/// </summary>
public static class SchemaMessage
{
    /// <summary>The whole message; made once per server.</summary>
    public static byte[] Create(GameSchema schema)
    {
        byte[] message = new byte[1 + schema.Encoded.Length];
        message[0] = ControlMessage.SchemaTag;
        schema.Encoded.CopyTo(message.AsSpan(1));
        return message;
    }

    /// <summary>The encoded declaration inside a message; unchecked but for its size, for <see cref="SchemaDecoder.TryRead"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> encoded)
    {
        encoded = default;
        if (message.Length is < 2 or > 1 + Limits.SchemaBytes || message[0] != ControlMessage.SchemaTag) return false;
        encoded = message[1..];
        return true;
    }
}
