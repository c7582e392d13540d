using System;
using GameServer.Core.MemoryPack;

namespace GameServer.Replication;

/// <summary>A command that was not taken, and neither is any with a higher number until the one that is missing comes.</summary>
/// <param name="Next">Member 0, u32: number of the command that the server takes next.</param>
/// <param name="Reason">Member 1, i32.</param>
public readonly record struct CommandRefusal(uint Next, CommandRefusalReason Reason)
{
    public int Write(Span<byte> message)
    {
        PackWriter writer = new(message);
        writer.WriteUnionTag(ControlMessage.CommandRefusalTag);
        writer.BeginObject([4, 4]);
        writer.Write(Next);
        writer.Write((int)Reason);
        return writer.Length;
    }

    public static bool TryRead(ReadOnlySpan<byte> message, out CommandRefusal refusal)
    {
        refusal = default;
        PackReader reader = new(message);
        Span<int> lengths = stackalloc int[2];
        if (!reader.TryReadUnionTag(out int tag) || tag != ControlMessage.CommandRefusalTag || !reader.TryBeginObject(lengths)) return false;
        if (lengths is not [4, 4] || !reader.TryRead(out uint next) || !reader.TryRead(out int reason)) return false;
        refusal = new CommandRefusal(next, (CommandRefusalReason)reason);
        return true;
    }
}
