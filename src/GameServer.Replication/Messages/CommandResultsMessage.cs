using System;
using GameServer.Core;
using GameServer.Core.MemoryPack;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>Results of commands that follow one another: they took effect, once, and a crash of the server does not undo it.</summary>
public static class CommandResultsMessage
{
    /// <summary>Longest message.</summary>
    public const int BytesMax = 16 + (Limits.CommandsInFlight * sizeof(ushort));

    /// <summary>Member 0, u32: number of the first command. Member 1, u16 array of at most <see cref="Limits.CommandsInFlight"/>: each one's result.</summary>
    /// <returns>Length in bytes.</returns>
    public static int Write(Span<byte> message, uint first, ReadOnlySpan<CommandResult> results)
    {
        PackWriter writer = new(message);
        writer.WriteUnionTag(ControlMessage.CommandResultsTag);
        writer.BeginObject([4, 4 + (results.Length * sizeof(ushort))]);
        writer.Write(first);
        writer.Write(results.Length);
        foreach (CommandResult result in results) writer.Write(result.Code);
        return writer.Length;
    }

    /// <param name="message">The message.</param>
    /// <param name="first">Number of the first command.</param>
    /// <param name="results">Room for <see cref="Limits.CommandsInFlight"/>.</param>
    /// <param name="count">How many there are.</param>
    public static bool TryRead(ReadOnlySpan<byte> message, out uint first, Span<CommandResult> results, out int count)
    {
        first = 0;
        count = 0;
        PackReader reader = new(message);
        Span<int> lengths = stackalloc int[2];
        if (!reader.TryReadUnionTag(out int tag) || tag != ControlMessage.CommandResultsTag || !reader.TryBeginObject(lengths)) return false;
        if (lengths[0] != 4 || lengths[1] < 4 || !reader.TryRead(out first) || !reader.TryReadCount(sizeof(ushort), out count)) return false;
        if (count > Limits.CommandsInFlight || lengths[1] != 4 + (count * sizeof(ushort))) return false;
        for (int i = 0; i < count; i++)
        {
            if (!reader.TryRead(out ushort code)) return false;
            results[i] = new CommandResult(code);
        }

        return true;
    }
}
