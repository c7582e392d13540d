using System;
using GameServer.Core;
using GameServer.Core.MemoryPack;

namespace GameServer.Replication;

/// <summary>A player's reliable command. Sent again after a resume until its result has come, and applied once however often it comes.</summary>
public static class CommandMessage
{
    /// <summary>Longest message.</summary>
    public const int BytesMax = 16 + Limits.CommandBytes;

    /// <summary>Member 0, u32: 1 for the session's first command, then one more each time. Member 1, bytes: the game's own, at most <see cref="Limits.CommandBytes"/>.</summary>
    /// <returns>Length in bytes.</returns>
    public static int Write(Span<byte> message, uint sequence, ReadOnlySpan<byte> command)
    {
        PackWriter writer = new(message);
        writer.WriteUnionTag(ControlMessage.CommandTag);
        writer.BeginObject([4, 4 + command.Length]);
        writer.Write(sequence);
        writer.Write(command.Length);
        writer.WriteBytes(command);
        return writer.Length;
    }

    public static bool TryRead(ReadOnlySpan<byte> message, out uint sequence, out ReadOnlySpan<byte> command)
    {
        sequence = 0;
        command = default;
        PackReader reader = new(message);
        Span<int> lengths = stackalloc int[2];
        if (!reader.TryReadUnionTag(out int tag) || tag != ControlMessage.CommandTag || !reader.TryBeginObject(lengths)) return false;
        if (lengths[0] != 4 || lengths[1] < 4 || !reader.TryRead(out sequence) || !reader.TryRead(out int length)) return false;
        if (length != lengths[1] - 4 || length > Limits.CommandBytes || length > reader.BytesLeft) return false;
        command = message.Slice(message.Length - reader.BytesLeft, length);
        return true;
    }
}
