using GameServer.Core;
using GameServer.Replication;

namespace GameServer.Server;

/// <summary>How a shard's own code says what happens: fills in what a session or a connection knows of itself. Allocates nothing.</summary>
internal sealed class EventTeller(SessionEvents events, ConnectionTable connections)
{
    /// <summary>The step's time.</summary>
    public Timestamp Now { get; set; }

    /// <summary>Something happened to a player with a seat.</summary>
    public void Tell(SessionEventKind kind, Session session, long number = 0, string text = "", int reason = 0) => events.Add(new SessionEvent
    {
        At = Now,
        Kind = kind,
        Room = session.Room.Id.Value,
        Seat = session.Player.Value,
        Session = session.Key,
        Tick = session.Room.Tick,
        PlayerId = session.PlayerId,
        PlayerName = session.PlayerName,
        Endpoint = session.IsAttached ? connections.CarrierOf(session)?.Endpoint ?? default : default,
        Reason = reason,
        Number = number,
        Text = text,
    });

    /// <summary>Something happened to a room, whoever is in it.</summary>
    public void Tell(SessionEventKind kind, Room room, long number) => events.Add(new SessionEvent
    {
        At = Now,
        Kind = kind,
        Room = room.Id.Value,
        Seat = SessionEvent.None,
        Tick = room.Tick,
        Number = number,
    });

    /// <summary>Something happened to a connection, whoever is behind it.</summary>
    public void Tell(SessionEventKind kind, Connection connection, int reason = 0) => Tell(kind, connection, default, reason, "");

    /// <summary>Something happened to somebody who asks for a seat.</summary>
    public void Tell(SessionEventKind kind, Connection connection, in JoinRequest request, int reason, string text) => events.Add(new SessionEvent
    {
        At = Now,
        Kind = kind,
        Room = connection.Session?.Room.Id.Value ?? SessionEvent.None,
        Seat = connection.Session?.Player.Value ?? SessionEvent.None,
        Session = connection.Session?.Key ?? 0,
        Tick = connection.Session?.Room.Tick ?? Tick.None,
        PlayerId = connection.Session?.PlayerId ?? request.PlayerId,
        PlayerName = connection.Session?.PlayerName ?? request.PlayerName,
        Endpoint = connection.Endpoint,
        Reason = reason,
        Text = text,
    });
}
