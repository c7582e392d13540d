using System;
using GameServer.Core;
using GameServer.Core.MemoryPack;

namespace GameServer.Replication;

/// <summary>The server's answer to a join: where the client sits, what time it is in the room, and how to come back.</summary>
/// <param name="RoomId">Member 0, i32.</param>
/// <param name="Player">Member 1, i32: the seat.</param>
/// <param name="EntityCapacity">Member 2, i32: slots of the room.</param>
/// <param name="TickRateHz">Member 3, i32.</param>
/// <param name="Tick">Member 4, u32: the last tick finished.</param>
/// <param name="TickUtcTicks">Member 5, i64: when that tick was due, 100 ns UTC ticks.</param>
/// <param name="SchemaHash">Member 6, u64: the declaration that snapshots and inputs follow; 0: the client's own.</param>
/// <param name="PlayerCapacity">Member 7, i32: seats of the room; 0 from servers that do not say.</param>
/// <param name="PlayerId">Member 8, string of at most 64 bytes: who the client is to this server; empty from servers that do not say.</param>
/// <param name="ResumeToken">Member 9, bytes, at most 64: to be sent with the next join after a loss; empty when the seat is not kept.</param>
/// <param name="Start">Member 10, i32: a new seat, or the one the client had.</param>
/// <param name="CommandsTaken">Member 11, u32: number of the session's last command that the server has taken; the next new one is one more.</param>
/// <param name="Content">Member 12, u64: the version of content the room plays by, or will in a moment; 0 from servers that do not say, and of games without content.</param>
public readonly record struct Welcome(
    int RoomId, PlayerSlot Player, int EntityCapacity, int TickRateHz, Tick Tick, long TickUtcTicks, ulong SchemaHash = 0, int PlayerCapacity = 0,
    string PlayerId = "", byte[]? ResumeToken = null, SessionStart Start = SessionStart.New, uint CommandsTaken = 0, ulong Content = 0)
{
    public int Write(Span<byte> message)
    {
        byte[] token = ResumeToken ?? [];
        PackWriter writer = new(message);
        writer.WriteUnionTag(ControlMessage.WelcomeTag);
        writer.BeginObject([4, 4, 4, 4, 4, 8, 8, 4, PackWriter.SizeOf(PlayerId), 4 + token.Length, 4, 4, 8]);
        writer.Write(RoomId);
        writer.Write((int)Player.Value);
        writer.Write(EntityCapacity);
        writer.Write(TickRateHz);
        writer.Write(Tick.Value);
        writer.Write(TickUtcTicks);
        writer.Write(SchemaHash);
        writer.Write(PlayerCapacity);
        writer.Write(PlayerId);
        writer.Write(token.Length);
        writer.WriteBytes(token);
        writer.Write((int)Start);
        writer.Write(CommandsTaken);
        writer.Write(Content);
        return writer.Length;
    }

    public static bool TryRead(ReadOnlySpan<byte> message, out Welcome welcome)
    {
        welcome = default;
        PackReader reader = new(message);
        Span<int> lengths = stackalloc int[13];
        if (!reader.TryReadUnionTag(out int tag) || tag != ControlMessage.WelcomeTag || !reader.TryBeginObject(lengths)) return false;
        if (lengths[..8] is not [4, 4, 4, 4, 4, 8, 0 or 8, 0 or 4]) return false;
        if (!reader.TryRead(out int room) || !reader.TryRead(out int player) || !reader.TryRead(out int capacity) || !reader.TryRead(out int rate)) return false;
        if (!reader.TryRead(out uint tick) || !reader.TryRead(out long utcTicks)) return false;
        ulong hash = 0;
        if (lengths[6] != 0 && !reader.TryRead(out hash)) return false;
        int seats = 0;
        if (lengths[7] != 0 && !reader.TryRead(out seats)) return false;
        if (player is < 0 or >= Limits.PlayerCapacityMax || capacity is < 1 or > Limits.EntityCapacityMax || rate is < 1 or > Limits.TickRateHzMax) return false;
        if (seats is < 0 or > Limits.PlayerCapacityMax) return false;
        welcome = new Welcome(room, new PlayerSlot((ushort)player), capacity, rate, new Tick(tick), utcTicks, hash, seats);
        return lengths[8] == 0 || TryReadSession(ref reader, lengths[9..], ref welcome);
    }

    private static bool TryReadSession(ref PackReader reader, scoped ReadOnlySpan<int> lengths, ref Welcome welcome)
    {
        if (lengths is not [>= 4, 4, 4, 0 or 8]) return false;
        if (!reader.TryRead(Limits.PlayerIdBytes, out string player) || !reader.TryRead(ControlMessage.TokenBytesMax, out byte[] token)) return false;
        if (!reader.TryRead(out int start) || start is < 0 or > (int)SessionStart.FreshView || !reader.TryRead(out uint commands)) return false;
        ulong content = 0;
        if (lengths[3] != 0 && !reader.TryRead(out content)) return false;
        welcome = welcome with { PlayerId = player, ResumeToken = token.Length == 0 ? null : token, Start = (SessionStart)start, CommandsTaken = commands, Content = content };
        return true;
    }
}
