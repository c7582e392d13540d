using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// What one tick promises to players' records, in the order promised. A part of what the tick does, not of the world: it decides nothing in later ticks and is in no
/// state hash; a replay of the tick promises the same again. Memory is taken at start.
/// </summary>
public sealed class WorldEffects
{
    /// <summary>What an effect takes in the room's outbox besides its player and payload.</summary>
    internal const int OutboxHeaderBytes = 24;

    private const int EntriesMin = 256;
    private const int EntriesPerPlayer = 4;     // everyone is granted something in the tick that ends a match, and has three more to come
    private const int PayloadBytesMean = 64;

    private readonly Entry[] _entries;
    private readonly byte[] _payloads;
    private int _payloadBytes;
    private int _outboxBytes = int.MaxValue;   // left for this tick

    internal WorldEffects(int playerCapacity)
    {
        _entries = new Entry[Math.Max(EntriesMin, playerCapacity * EntriesPerPlayer)];
        _payloads = new byte[_entries.Length * PayloadBytesMean];
    }

    /// <summary>Effects promised by the tick.</summary>
    public int Count { get; private set; }

    /// <summary>Promises that found no room, since the start: too many in one tick, or too much that is not stored yet.</summary>
    public long RefusedCount { get; private set; }

    /// <summary>One of the tick's effects.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not in 0..<see cref="Count"/> − 1.</exception>
    public WorldEffect this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count) throw new ArgumentOutOfRangeException(nameof(index), index, $"The tick has {Count} effects.");
            ref readonly Entry entry = ref _entries[index];
            return new WorldEffect((uint)index, entry.Player, entry.Kind, entry.Keeping, _payloads.AsSpan(entry.Start, entry.Length));
        }
    }

    internal bool TryAdd(PlayerSlot player, int kind, ReadOnlySpan<byte> payload, EffectKeeping keeping)
    {
        if (payload.Length > Limits.EffectBytes) throw new ArgumentException($"{payload.Length} bytes; an effect has at most {Limits.EffectBytes}.", nameof(payload));
        int outboxBytes = OutboxHeaderBytes + Limits.PlayerIdBytes + payload.Length;
        if (Count == _entries.Length || payload.Length > _payloads.Length - _payloadBytes || outboxBytes > _outboxBytes)
        {
            RefusedCount++;
            return false;
        }

        payload.CopyTo(_payloads.AsSpan(_payloadBytes));
        _entries[Count++] = new Entry { Player = player, Kind = kind, Keeping = keeping, Start = _payloadBytes, Length = payload.Length };
        _payloadBytes += payload.Length;
        _outboxBytes -= outboxBytes;
        return true;
    }

    /// <summary>Begins a tick.</summary>
    /// <param name="outboxBytes">Room for what it promises beside what is not stored yet.</param>
    internal void Begin(int outboxBytes)
    {
        Count = 0;
        _payloadBytes = 0;
        _outboxBytes = outboxBytes;
    }

    private struct Entry
    {
        public PlayerSlot Player;
        public int Kind;
        public EffectKeeping Keeping;
        public int Start;
        public int Length;
    }
}
