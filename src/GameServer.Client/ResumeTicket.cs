using System;
using System.Diagnostics.CodeAnalysis;
using GameServer.Core;
using GameServer.Core.MemoryPack;
using GameServer.Replication;

namespace GameServer.Client;

/// <summary>
/// A way back to a seat, also for a program that was started anew: keep <see cref="Export"/>'s bytes where only this player's programs read them, and give them to
/// <see cref="GameClientOptions.Ticket"/>. Good once, and until the server gives the seat up; every resume brings a new one.
/// </summary>
public sealed class ResumeTicket
{
    private const int BytesMax = 256;

    internal ResumeTicket(string playerId, int room, byte[] token)
    {
        PlayerId = playerId;
        Room = new RoomId(room);
        Token = token;
    }

    /// <summary>The player, as the server knows them.</summary>
    public string PlayerId { get; }

    /// <summary>The room of the seat.</summary>
    public RoomId Room { get; }

    internal byte[] Token { get; }

    /// <summary>Reads what <see cref="Export"/> wrote.</summary>
    /// <returns>False, and null, when the bytes are something else.</returns>
    public static bool TryImport(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ResumeTicket? ticket)
    {
        ticket = null;
        PackReader reader = new(bytes);
        Span<int> lengths = stackalloc int[3];
        if (!reader.TryBeginObject(lengths) || lengths[0] == 0 || lengths[1] != 4 || lengths[2] == 0) return false;
        if (!reader.TryRead(Limits.PlayerIdBytes, out string player) || !reader.TryRead(out int room)) return false;
        if (!reader.TryRead(ControlMessage.TokenBytesMax, out byte[] token) || token.Length == 0) return false;
        ticket = new ResumeTicket(player, room, token);
        return true;
    }

    /// <summary>The ticket as bytes: a version-tolerant object of player id (string), room (i32), token (bytes). A secret: who has it has the seat.</summary>
    public byte[] Export()
    {
        Span<byte> bytes = stackalloc byte[BytesMax];
        PackWriter writer = new(bytes);
        writer.BeginObject([PackWriter.SizeOf(PlayerId), 4, 4 + Token.Length]);
        writer.Write(PlayerId);
        writer.Write(Room.Value);
        writer.Write(Token.Length);
        writer.WriteBytes(Token);
        Check.That(!writer.Overflowed);
        return bytes[..writer.Length].ToArray();
    }
}
