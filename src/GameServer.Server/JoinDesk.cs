using System;
using System.Diagnostics.CodeAnalysis;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>
/// Who asks for a seat, and who gives one up. A connection comes as a new player, as one who had a seat (with its token), or as one who is here already (by the same id, and then
/// takes over). It goes with a goodbye, which ends the session, or without one, which interrupts it: abrupt end, silence, another address and a restart of the server are all the same.
/// </summary>
internal sealed class JoinDesk : ILoginAnswers
{
    private readonly RoomTable _rooms;
    private readonly ConnectionTable _connections;
    private readonly ControlSender _sender;
    private readonly EventTeller _events;
    private readonly BanTable _bans;
    private readonly SeatReservations _reservations = new();
    private readonly ResumeTokens _tokens;
    private readonly SessionRoster _roster;
    private readonly SessionCounts _counts;
    private readonly int _graceSeconds;
    private readonly bool _keepsRecords;
    private readonly ProfilePolicy _withoutProfile;
    private readonly LoginDesk? _logins;

    public JoinDesk(RoomTable rooms, ConnectionTable connections, ControlSender sender, EventTeller events, BanTable bans, SessionCounts counts, ShardOptions options, ShardPlayers? players)
    {
        _rooms = rooms;
        _connections = connections;
        _sender = sender;
        _events = events;
        _bans = bans;
        _counts = counts;
        _graceSeconds = options.GraceSeconds;
        _tokens = new ResumeTokens(options.NodeId, options.TokenSecretOrSeeded());
        _roster = new SessionRoster(options.SecretSeed);
        _keepsRecords = players is not null;
        _withoutProfile = options.WithoutProfile;
        if (players?.Profiles is { } profiles) _logins = new LoginDesk(players, profiles, connections, this, options.ProfileWaitSeconds);
    }

    /// <summary>How the server leaves; null while it does not. Nobody new is let in meanwhile, but for players whom an operator moves.</summary>
    public Drain? Drain { get; set; }

    /// <summary>Logins that wait for a profile.</summary>
    public int LoginsWaiting => _logins?.Count ?? 0;

    /// <summary>Goes on with those who waited for their profiles.</summary>
    public void Step(Timestamp now)
    {
        _logins?.Step(now);
        _reservations.Expire(now);
    }

    bool ILoginAnswers.ProfileRead(Login login, ReadOnlyMemory<byte> profile)
    {
        JoinRequest request = login.Request;
        if (IsKeptOut(login.Connection, request)) return true;
        if (!TryFindRoom(login.Connection, request, out Room? room)) return true;
        bool isElsewhere = _roster.OfPlayer(request.PlayerId) is not null;
        if (TryTakeOver(login.Connection, request, room)) return true;
        if (isElsewhere || login.IsStale) return false;
        Seat(login.Connection, request, room, profile);
        return true;
    }

    void ILoginAnswers.ProfileMissing(Login login)
    {
        _counts.ProfilesMissing++;
        _events.Tell(SessionEventKind.ProfileMissing, login.Connection, login.Request, 0, "");
        if (IsKeptOut(login.Connection, login.Request)) return;
        if (_withoutProfile == ProfilePolicy.Refuse) Refuse(login.Connection, login.Request, RefusalReason.ProfileUnavailable, "the player's record cannot be read now, try again later");
        else if (TryFindRoom(login.Connection, login.Request, out Room? room) && !TryTakeOver(login.Connection, login.Request, room)) Seat(login.Connection, login.Request, room, default);
    }

    /// <summary>Answers a join request on a connection that has no session yet.</summary>
    public void Take(Connection connection, in JoinRequest request)
    {
        if (request.ProtocolVersion != ControlMessage.ProtocolVersion)
        {
            Refuse(connection, request, RefusalReason.ProtocolVersion, $"this server speaks version {ControlMessage.ProtocolVersion}, the client {request.ProtocolVersion}");
            return;
        }

        GameSchema schema = _rooms.Schema;
        if (request.SchemaHash != schema.Hash && request.Game != schema.Name)
        {
            Refuse(connection, request, RefusalReason.Schema, $"this server runs {schema.Name} with schema {schema.Hash:x16}");
            return;
        }

        if (IsKeptOut(connection, request)) return;
        if (request.ResumeToken is { Length: > 0 } token) Resume(connection, request, token);
        else Enter(connection, request);
    }

    /// <summary>Answers a request that cannot be met; the connection ends.</summary>
    public void Refuse(Connection connection, in JoinRequest request, RefusalReason reason, string text) => Refuse(connection, request, new Refusal(reason, text));

    private void Refuse(Connection connection, in JoinRequest request, in Refusal refusal)
    {
        (RefusalReason reason, string text) = (refusal.Reason, refusal.Text);
        bool isForToken = reason is >= RefusalReason.TokenInvalid and <= RefusalReason.SessionEnded;
        _events.Tell(isForToken ? SessionEventKind.ResumeRefused : SessionEventKind.Refused, connection, request, (int)reason, text);
        _counts.Refused++;
        connection.Close();
        _sender.Refuse(connection.Peer, refusal);
    }

    /// <summary>The connection of a session is gone.</summary>
    /// <param name="session">The session.</param>
    /// <param name="isGoodbye">The client said that it leaves.</param>
    public void Lost(Session session, bool isGoodbye)
    {
        if (isGoodbye || _graceSeconds == 0)
        {
            _events.Tell(SessionEventKind.Left, session);
            End(session);
            return;
        }

        _events.Tell(SessionEventKind.Interrupted, session);
        _counts.Interruptions++;
        session.Room.Detach(session);
    }

    /// <summary>Something was heard of a player who is back.</summary>
    public void Heard(Session session)
    {
        _events.Tell(SessionEventKind.Resumed, session, session.Room.InterruptedTicks(session));
        _counts.Resumes++;
        session.Room.Return(session);
    }

    /// <summary>Gives up the seats of a room whose players did not come back in time.</summary>
    public void ExpireInterrupted(Room room)
    {
        int graceTicks = _graceSeconds * room.TickRateHz;
        for (int i = room.Sessions.Length - 1; i >= 0 && room.InterruptedCount > 0; i--)
        {
            Session session = room.Sessions[i];
            if (session.State == SessionState.Playing || room.InterruptedTicks(session) < graceTicks) continue;
            _events.Tell(SessionEventKind.GraceOver, session, session.Room.InterruptedTicks(session));
            _counts.GracesExpired++;
            Close(session, FarewellReason.SessionEnded, "nothing was heard since the connection was lost");
        }
    }

    /// <summary>Says goodbye to everyone, those included who are away.</summary>
    public void CloseAll(in Farewell farewell)
    {
        foreach (Room room in _rooms.All)
        {
            while (!room.Sessions.IsEmpty)
            {
                _events.Tell(SessionEventKind.Stopped, room.Sessions[^1], text: farewell.Text);
                Close(room.Sessions[^1], farewell);
            }
        }
    }

    /// <summary>Ends a session because an operator wants it so.</summary>
    /// <returns>False when there is none with that key.</returns>
    public bool TryKick(ulong key, string reason)
    {
        if (_roster.WithKey(key) is not { } session) return false;
        _events.Tell(SessionEventKind.Kicked, session, text: reason);
        Close(session, FarewellReason.Kicked, reason);
        return true;
    }

    /// <summary>Ends the session of a player who is banned.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryEndBanned(string playerId, string text)
    {
        if (_roster.OfPlayer(playerId) is not { } session) return false;
        _events.Tell(SessionEventKind.Banned, session, text: text);
        Close(session, FarewellReason.Banned, text);
        return true;
    }

    /// <summary>Ends a session and tells the client where to go.</summary>
    /// <param name="key">The session's.</param>
    /// <param name="goTo">Where.</param>
    /// <param name="text">For the player to read.</param>
    /// <param name="isTold">Whether the player was connected; if not, nothing is done.</param>
    /// <returns>False when there is none with that key.</returns>
    public bool TryMove(ulong key, in Redirect goTo, string text, out bool isTold)
    {
        Session? session = _roster.WithKey(key);
        isTold = session is { IsAttached: true };
        if (session is null || !isTold) return session is not null;
        _events.Tell(SessionEventKind.Moved, session, goTo.Room, text);
        Close(session, new Farewell(FarewellReason.Moved, text, goTo));
        return true;
    }

    /// <summary>Keeps a seat free for a player who is on the way.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryReserve(Room room, string playerId, Timestamp now)
    {
        if (_reservations.Has(room, playerId)) return true;
        if (!room.HasFreeSeat) return false;
        if (!PlayerIds.IsAnonymous(playerId)) _reservations.Add(room, playerId, now);
        return true;
    }

    /// <summary>Sends everybody away from a room, which lets nobody in any more.</summary>
    public void CloseRoom(Room room, string text)
    {
        room.StopsAfter = room.Tick;
        while (!room.Sessions.IsEmpty)
        {
            _events.Tell(SessionEventKind.RoomClosed, room.Sessions[^1], text: text);
            Close(room.Sessions[^1], FarewellReason.RoomClosed, text);
        }
    }

    /// <summary>Says goodbye to everyone and keeps their seats.</summary>
    public void DetachAll(in Farewell farewell)
    {
        foreach (Room room in _rooms.All)
        {
            foreach (Session session in room.Sessions)
            {
                if (!session.IsAttached) continue;
                _events.Tell(SessionEventKind.Stopped, session, text: farewell.Text);
                _connections.CarrierOf(session)?.Close();
                _sender.Farewell(session.Peer, farewell);
                room.Detach(session);
            }
        }
    }

    /// <summary>Takes in the seats of a room that was restored: their players are expected.</summary>
    public void AdoptSeats(Room room)
    {
        room.AdoptSeats();
        if (Mutations.Has(Mutation.ForgetSeats)) return;
        foreach (Session session in room.Sessions) _roster.Add(session);
    }

    private void Enter(Connection connection, in JoinRequest request)
    {
        if (PlayerIds.IsAnonymous(request.PlayerId))
        {
            Refuse(connection, request, RefusalReason.PlayerId, $"player ids that begin with {PlayerIds.AnonymousMark} are the server's to give");
            return;
        }

        if (request.PlayerId.Length > 0 && !PlayerIds.IsValid(request.PlayerId))
        {
            Refuse(connection, request, RefusalReason.PlayerId, $"a player id is text without control characters, {Limits.PlayerIdBytes} bytes at most");
            return;
        }

        if (!TryFindRoom(connection, request, out Room? room) || TryTakeOver(connection, request, room)) return;
        if (_logins is not null && request.PlayerId.Length > 0) _logins.Begin(connection, request);
        else Seat(connection, request, room, default);
    }

    private bool IsKeptOut(Connection connection, in JoinRequest request)
    {
        if (!_bans.TryFind(request.PlayerId, _events.Now, out Ban? ban)) return false;
        Refuse(connection, request, RefusalReason.Banned, ban.Text);
        return true;
    }

    private bool TryFindRoom(Connection connection, in JoinRequest request, [NotNullWhen(true)] out Room? room)
    {
        if (_rooms.TryFind(request.RoomId, request.PlayerId, out room)) return true;
        Refuse(connection, request, RefusalReason.RoomNotFound, $"room {request.RoomId} is not on this shard");
        return false;
    }

    // A player without an id is another one next time: nothing is kept for nobody.
    private void Seat(Connection connection, in JoinRequest request, Room room, ReadOnlyMemory<byte> profile)
    {
        if (Drain is { } drain && !_reservations.Has(room, request.PlayerId))
        {
            Refuse(connection, request, new Refusal(RefusalReason.Draining, drain.Text, drain.GoTo));
            return;
        }

        ulong key = _roster.NewKey();
        bool isKnown = request.PlayerId.Length > 0;
        PlayerIdentity identity = new(isKnown ? request.PlayerId : SessionRoster.AnonymousId(key), request.PlayerName, key, isKnown && _keepsRecords, profile);
        _reservations.Take(room, request.PlayerId);
        if (!room.TrySeat(identity, out Session? session))
        {
            Refuse(connection, request, RefusalReason.RoomFull, "no free seat");
            return;
        }

        _roster.Add(session);
        if (isKnown) _logins?.NoteSeated(request.PlayerId);
        Attach(connection, session, request);
        _events.Tell(SessionEventKind.Joined, session, room.AttachedCount);
    }

    // The same player once more: in this room, the seat changes hands; elsewhere, the other one is given up.
    private bool TryTakeOver(Connection connection, in JoinRequest request, Room room)
    {
        if (request.PlayerId.Length == 0 || _roster.OfPlayer(request.PlayerId) is not { } present) return false;
        _events.Tell(SessionEventKind.TakenOver, present);
        _counts.TakeOvers++;
        bool staysHere = request.RoomId == -1 || present.Room == room;
        if (staysHere) Attach(connection, present, request with { HoldsView = false });
        else Close(present, FarewellReason.TakenOver, "the player logged in again, to another room");
        return staysHere;
    }

    private void Resume(Connection connection, in JoinRequest request, byte[] token)
    {
        if (TryFindSession(request, token, out Session? session, out RefusalReason reason, out string text))
        {
            Attach(connection, session, request);
            return;
        }

        _counts.ResumesRefused++;
        Refuse(connection, request, reason, text);
    }

    private bool TryFindSession(in JoinRequest request, byte[] bytes, [NotNullWhen(true)] out Session? session, out RefusalReason reason, out string text)
    {
        session = null;
        reason = RefusalReason.TokenInvalid;
        text = "";
        if (_tokens.Read(bytes, request.PlayerId, out ResumeToken token) is { } fault)
        {
            reason = fault;
            text = fault switch
            {
                RefusalReason.TokenOfOtherNode => "the resume token is for another server",
                RefusalReason.TokenOfOtherPlayer => "the resume token is another player's",
                _ => "the resume token is not one of this server's",
            };
        }
        else if ((request.RoomId != -1 && request.RoomId != token.Room.Value) || !_rooms.TryFind(token.Room.Value, out _))
        {
            reason = RefusalReason.TokenOfOtherRoom;
            text = $"the resume token is for room {token.Room}";
        }
        else if (_roster.WithKey(token.SessionKey) is not { } found)
        {
            reason = RefusalReason.SessionEnded;
            text = "the seat was given up";
        }
        else if (token.Generation < found.Room.TokenGenerationOf(found) && !Mutations.Has(Mutation.TokenTwice))
        {
            reason = RefusalReason.TokenSpent;
            text = "the resume token was used before";
        }
        else
        {
            session = found;
            session.IssuedGeneration = Math.Max(session.IssuedGeneration, token.Generation);
        }

        return session is not null;
    }

    private void Attach(Connection connection, Session session, in JoinRequest request)
    {
        if (session.IsAttached)
        {
            _connections.CarrierOf(session)?.Close();
            _sender.Farewell(session.Peer, new Farewell(FarewellReason.TakenOver, "the player is back on another connection"));
            session.Room.Detach(session);
        }

        connection.Attach(session);
        Room room = session.Room;
        SessionStart start = room.Attach(session, connection.Peer, request);
        session.IssuedGeneration = start == SessionStart.New ? 1 : Math.Max(session.IssuedGeneration, room.TokenGenerationOf(session)) + 1;
        byte[]? token = _graceSeconds == 0 ? null : _tokens.Write(session, session.IssuedGeneration);
        GameSchema schema = _rooms.Schema;
        if (request.SchemaHash != schema.Hash && request.KnownSchemaHash != schema.Hash) _sender.Schema(connection.Peer);
        _sender.Welcome(connection.Peer, new Welcome(
            room.Id.Value, session.Player, room.EntityCapacity, room.TickRateHz, room.Tick, room.Schedule.DueAt(room.Tick).UtcTicks, schema.Hash, room.PlayerCapacity,
            session.PlayerId, token, start, room.CommandsTaken(session), room.ContentAnnounced));
        if (Drain is { } drain && session.ReadsNotices) _sender.Notice(connection.Peer, NoticeOf(drain));
    }

    private Notice NoticeOf(Drain drain)
    {
        long leftNs = Math.Max(0, drain.EndsNs - _events.Now.Nanoseconds);
        return new Notice(NoticeKind.Draining, drain.Text, (int)(leftNs / Timestamp.NanosecondsPerSecond), drain.GoTo);
    }

    private void Close(Session session, FarewellReason reason, string text) => Close(session, new Farewell(reason, text));

    private void Close(Session session, in Farewell farewell)
    {
        if (session.IsAttached)
        {
            _connections.CarrierOf(session)?.Close();
            _sender.Farewell(session.Peer, farewell);
        }

        End(session);
    }

    private void End(Session session)
    {
        _roster.Remove(session);
        session.Room.Unseat(session);
    }
}
