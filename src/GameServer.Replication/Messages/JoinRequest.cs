using System;
using GameServer.Core.MemoryPack;

namespace GameServer.Replication;

/// <summary>A client's first message: which room, as whom, and what it believes a snapshot looks like.</summary>
/// <param name="ProtocolVersion">Member 0, i32.</param>
/// <param name="SchemaHash">Member 1, u64.</param>
/// <param name="RoomId">Member 2, i32; −1 for any.</param>
/// <param name="PlayerName">Member 3, string of at most 200 bytes.</param>
public readonly record struct JoinRequest(int ProtocolVersion, ulong SchemaHash, int RoomId, string PlayerName)
{
    public int Write(Span<byte> message)
    {
        string name = ControlMessage.Clip(PlayerName);
        PackWriter writer = new(message);
        writer.WriteUnionTag(ControlMessage.JoinTag);
        writer.BeginObject([4, 8, 4, PackWriter.SizeOf(name)]);
        writer.Write(ProtocolVersion);
        writer.Write(SchemaHash);
        writer.Write(RoomId);
        writer.Write(name);
        return writer.Length;
    }

    public static bool TryRead(ReadOnlySpan<byte> message, out JoinRequest request)
    {
        request = default;
        PackReader reader = new(message);
        Span<int> lengths = stackalloc int[4];
        if (!reader.TryReadUnionTag(out int tag) || tag != ControlMessage.JoinTag || !reader.TryBeginObject(lengths)) return false;
        if (lengths[0] != 4 || lengths[1] != 8 || lengths[2] != 4 || lengths[3] == 0) return false;
        if (!reader.TryRead(out int version) || !reader.TryRead(out ulong hash) || !reader.TryRead(out int room)) return false;
        if (!reader.TryRead(ControlMessage.TextBytesMax, out string name)) return false;
        request = new JoinRequest(version, hash, room, name);
        return true;
    }
}
