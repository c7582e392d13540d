using System.Collections.Generic;
using GameServer.Core;
using GameServer.Server;

namespace GameServer.LoadTest.Simulated.Checks;

/// <summary>Connections, sessions, seats and the game's players are one and the same people.</summary>
internal sealed class SessionCheck() : RunCheck("sessions")
{
    private const int UnequalTicksMax = 64;   // a game hears of joins and leaves at its next tick; while many come, some are always waiting

    private readonly Dictionary<RoomId, Tick> _equalAt = [];

    public override void Stepped(SimulatedRun run)
    {
        foreach (SimulatedShard shard in run.Shards)
        {
            if (!shard.IsUp) continue;
            int seated = 0;
            foreach (SimulatedRoom room in shard.Rooms)
            {
                seated += room.Room.AttachedCount;
                CheckRoom(run, shard, room);
            }

            SessionTable sessions = shard.Shard.Sessions;
            if (sessions.PlayingCount != seated) throw Failure(run, $"{sessions.PlayingCount} sessions play and {seated} are seated");
            if (sessions.Count < seated) throw Failure(run, $"{sessions.Count} sessions and {seated} seats");
        }
    }

    private void CheckRoom(SimulatedRun run, SimulatedShard shard, SimulatedRoom room)
    {
        if (room.Game.SeatedCount == room.Room.Sessions.Length || !_equalAt.ContainsKey(room.Room.Id)) _equalAt[room.Room.Id] = room.Room.Tick;
        if (room.Room.Tick - _equalAt[room.Room.Id] > UnequalTicksMax) throw Failure(run, $"the game of room {room.Room.Id} knows {room.Game.SeatedCount} players, the room {room.Room.Sessions.Length}");
        ulong seats = 0;   // no simulated room has more than 64
        foreach (Session session in room.Room.Sessions)
        {
            ulong bit = 1UL << session.Player.Value;
            if ((seats & bit) != 0) throw Failure(run, $"two sessions in seat {session.Player} of room {room.Room.Id}");
            seats |= bit;
            bool isConnected = session.IsAttached && shard.Shard.Transport.IsConnected(session.Peer);
            bool isWhole = session.State switch
            {
                SessionState.Playing or SessionState.Returning => isConnected,
                SessionState.Interrupted => !session.IsAttached,
                _ => false,
            };
            if (!isWhole || session.Room != room.Room) throw Failure(run, $"{session.PlayerName} sits in room {room.Room.Id}, {session.State}, {(isConnected ? "with" : "without")} a connection");
        }
    }
}
