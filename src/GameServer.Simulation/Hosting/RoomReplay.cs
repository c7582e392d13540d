using System;
using System.Runtime.InteropServices;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// Runs a room again from its log: the same joins, leaves, losses, returns, commands and inputs at the same ticks, fed in where the network fed them in before, and the state hashes compared on the
/// way. The game must be the one that was recorded, made anew.
/// </summary>
public sealed class RoomReplay
{
    private readonly RoomLog _log;

    /// <summary>A replay before its first tick; capacities and seed must be those of the room that was recorded.</summary>
    public RoomReplay(RoomLog log, IGame game, int entityCapacity, int playerCapacity, ulong seed)
    {
        _log = log;
        Room = new RoomSimulation(game, entityCapacity, playerCapacity, seed);
    }

    /// <summary>The room as far as it has been replayed.</summary>
    public RoomSimulation Room { get; }

    /// <summary>State hashes of the log that were compared.</summary>
    public int HashesCompared { get; private set; }

    /// <summary>The first tick whose hash differed; <see cref="Tick.None"/> as long as all agreed.</summary>
    public Tick Diverged { get; private set; }

    /// <summary>Replays one tick.</summary>
    /// <returns>False when the log has no more.</returns>
    public bool Step()
    {
        Tick tick = Room.Tick.Next;
        if (tick.Value > _log.TickCount) return false;
        ReadOnlySpan<int> entries = _log.EntriesOf(tick);
        ReadOnlySpan<int> hash = default;
        while (!entries.IsEmpty)
        {
            int kind = entries[0] & ((1 << RoomLog.KindBits) - 1);
            PlayerSlot player = new((ushort)(entries[0] >> RoomLog.KindBits));
            ReadOnlySpan<int> payload = entries[1..];
            if (kind == RoomLog.HashKind) hash = payload[..2];
            entries = payload[Feed(tick, kind, player, payload)..];
        }

        Room.Step();
        if (!hash.IsEmpty) Compare(hash);
        return true;
    }

    /// <summary>Replays all that is left.</summary>
    /// <returns>Whether every hash of the log agreed.</returns>
    public bool RunToEnd()
    {
        while (Step())
        {
            // Each step is one tick.
        }

        return Diverged.IsNone;
    }

    /// <returns>Words of the payload.</returns>
    private int Feed(Tick tick, int kind, PlayerSlot player, ReadOnlySpan<int> payload)
    {
        switch (kind)
        {
            case RoomLog.StoredKind:
                Room.EffectsStored(new Tick((uint)payload[0]));
                return 1;
            case RoomLog.ContentKind:
                Room.ChangeContent(_log.ContentAt(payload[0]), tick);
                return 1;
            case RoomLog.LeaveKind:
                Room.Leave(player);
                return 0;
            case RoomLog.JoinKind:
                Room.JoinAt(player, _log.IdentityAt(payload[0]));
                return 1;
            case RoomLog.InterruptKind:
                Room.Interrupt(player);
                return 0;
            case RoomLog.ReturnKind:
                Room.Return(player, (uint)payload[0]);
                return 1;
            case RoomLog.CommandKind:
                int words = RoomLog.WordsOf(payload[1]);
                Room.OfferCommand(player, (uint)payload[0], MemoryMarshal.AsBytes(payload.Slice(2, words))[..payload[1]]);
                return 2 + words;
            case RoomLog.InputKind:
                int view = payload[_log.InputFields];
                Room.InputsOf(player).Offer(tick, payload[.._log.InputFields], new ViewClaim((ushort)view, (ushort)(view >> 16)));
                return _log.InputWords;
            default:
                return 2;
        }
    }

    private void Compare(ReadOnlySpan<int> hash)
    {
        HashesCompared++;
        if (Room.StateHash != ((uint)hash[0] | ((ulong)(uint)hash[1] << 32)) && Diverged.IsNone) Diverged = Room.Tick;
    }
}
