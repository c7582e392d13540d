using System.Collections.Generic;
using GameServer.Core;
using GameServer.Replication;

namespace GameServer.Server;

/// <summary>A player between the join request and the seat, while the profile is read.</summary>
internal sealed class Login(Connection connection, in JoinRequest request, Timestamp deadline, List<(RoomEffects Room, Tick Tick)> promises)
{
    public Connection Connection { get; } = connection;

    public JoinRequest Request { get; } = request;

    /// <summary>Until when the player waits.</summary>
    public Timestamp Deadline { get; } = deadline;

    /// <summary>Number of the question; 0 while it was not asked.</summary>
    public ulong Ticket { get; set; }

    /// <summary>The player was seated by another login meanwhile: the answer may lack what was promised since.</summary>
    public bool IsStale { get; set; }

    /// <summary>Whether everything that was promised to the player is in the writer's queue.</summary>
    public bool IsOffered => promises.TrueForAll(promise => promise.Room.OfferedThrough >= promise.Tick);
}
