using System;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>One record as read back. <see cref="Payload"/> is valid until the next one is read.</summary>
public readonly ref struct JournalRecord
{
    /// <summary>Bytes of a record on disk beside its payload.</summary>
    public const int OverheadBytes = JournalFormat.RecordHeaderBytes;

    internal JournalRecord(ulong sequence, RoomId room, Tick tick, byte kind, ReadOnlySpan<byte> payload)
    {
        Sequence = sequence;
        Room = room;
        Tick = tick;
        Kind = kind;
        Payload = payload;
    }

    /// <summary>Number in the shard's log, from 1, without gaps.</summary>
    public ulong Sequence { get; }

    /// <summary>The room it speaks of.</summary>
    public RoomId Room { get; }

    /// <summary>The tick that consumed it.</summary>
    public Tick Tick { get; }

    /// <summary>What it says; the server's business.</summary>
    public byte Kind { get; }

    /// <summary>The rest.</summary>
    public ReadOnlySpan<byte> Payload { get; }
}
