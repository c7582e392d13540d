using System;
using System.Text;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;
using GameServer.Transport.Wire;

namespace GameServer.Server;

/// <summary>
/// Messages → acknowledgements, inputs, commands, joins. Everything here comes from strangers: what cannot be understood is dropped and counted, and what is understood only
/// ever touches the sender's own session.
/// </summary>
public sealed class SessionTable : ITransportHandler
{
    private static readonly byte[] s_wrongKey = Encoding.UTF8.GetBytes(ErrorCatalogue.TextOf(ErrorCode.ConnectKeyWrong) + " wrong connect key");
    private static readonly byte[] s_notAdmitting = Encoding.UTF8.GetBytes(ErrorCatalogue.TextOf(ErrorCode.ServerNotAdmitting) + " the server is about to leave");

    private readonly LiteNetTransport _transport;
    private readonly byte[] _connectKey;
    private readonly int _rewindSlackMs;
    private readonly RoomTable _rooms;
    private readonly ConnectionTable _connections;
    private readonly ControlSender _sender;
    private readonly EventTeller _events;
    private readonly JoinDesk _desk;
    private readonly int[] _inputRows;
    private readonly ushort[] _viewAges = new ushort[Limits.InputsPerPacket];
    private readonly long[] _drops = new long[(int)SessionDrop.RefusedCommand + 1];
    private Timestamp _now;

    public SessionTable(LiteNetTransport transport, RoomTable rooms, ShardOptions options, SessionEvents events, BanTable bans, ShardPlayers? players = null)
    {
        _transport = transport;
        _rooms = rooms;
        _connectKey = Encoding.UTF8.GetBytes(options.ConnectKey);
        _rewindSlackMs = options.RewindSlackMs;
        _sender = new ControlSender(transport, rooms.Schema);
        _connections = new ConnectionTable(options.Transport.PeersMax, _sender, options.JoinTimeoutSeconds * Timestamp.NanosecondsPerSecond);
        _events = new EventTeller(events, _connections);
        _desk = new JoinDesk(rooms, _connections, _sender, _events, bans, Counts, options, players);
        _inputRows = new int[Limits.InputsPerPacket * rooms.Schema.Input.Fields.Length];
    }

    /// <summary>Connections, joined or not.</summary>
    public int Count => _connections.Count;

    /// <summary>Sessions seated in a room whose players are connected.</summary>
    public int PlayingCount => _rooms.AttachedCount;

    /// <summary>Sessions whose seats wait for their players.</summary>
    public int InterruptedCount => _rooms.InterruptedCount;

    /// <summary>What happened to sessions since the start.</summary>
    public SessionCounts Counts { get; } = new();

    /// <summary>False while stopping: not even a connection is admitted.</summary>
    public bool Admits { get; set; } = true;

    /// <summary>Messages dropped, by <see cref="SessionDrop"/>.</summary>
    public ReadOnlySpan<long> Drops => _drops;

    /// <summary>Sends everybody away from a room that a former process was closing.</summary>
    internal void GoOnClosing(Room room, Timestamp now)
    {
        _events.Now = now;
        _desk.CloseRoom(room, "the room was closed");
    }

    /// <summary>Reads every waiting datagram and absorbs what it says.</summary>
    public void Receive(Timestamp now)
    {
        _now = now;
        _events.Now = now;
        _transport.Receive(now, this);
        _desk.Step(now);
    }

    /// <summary>Logins that wait for a profile.</summary>
    public int LoginsWaiting => _desk.LoginsWaiting;

    /// <summary>Closes connections that never joined.</summary>
    public void ExpireIdle(Timestamp now) => _connections.ExpireIdle(now);

    /// <summary>Gives up the seats of a room whose players did not come back in time.</summary>
    public void ExpireInterrupted(Room room) => _desk.ExpireInterrupted(room);

    /// <summary>Sends the results of commands that a crash can no longer undo.</summary>
    public void SendResults(Room room) => room.SendResults(_sender);

    /// <summary>Sends what the room plays by to those who do not have it yet.</summary>
    public void SendContent(Room room)
    {
        if (room.Content.TryNoteChange(out ulong version)) _events.Tell(SessionEventKind.ContentChanged, room, (long)version);
        room.Content.Send(_sender);
    }

    /// <summary>Takes in the seats of a room that was restored: their players are expected.</summary>
    public void AdoptSeats(Room room) => _desk.AdoptSeats(room);

    /// <summary>Says goodbye to everyone.</summary>
    public void CloseAll(in Farewell farewell)
    {
        Admits = false;
        _connections.CloseWaiting(farewell);
        _desk.CloseAll(farewell);
    }

    /// <summary>Says goodbye to everyone and keeps their seats: another process has them soon.</summary>
    public void DetachAll(in Farewell farewell)
    {
        Admits = false;
        _connections.CloseWaiting(farewell);
        _desk.DetachAll(farewell);
    }

    /// <summary>Tells everyone in a room that its timetable moved.</summary>
    public void AnnounceClock(Room room)
    {
        ClockMessage clock = new(room.Tick, room.Schedule.DueAt(room.Tick).UtcTicks);
        foreach (Session session in room.Sessions)
        {
            if (session.IsAttached) _sender.Clock(session.Peer, clock);
        }
    }

    internal ReadOnlySpan<Connection?> Connections => _connections.All;

    /// <summary>Who gets a seat and who loses one.</summary>
    internal JoinDesk Desk => _desk;

    /// <summary>Tells a player something, if the client reads it.</summary>
    /// <param name="session">Attached.</param>
    /// <param name="notice">What.</param>
    /// <returns>False when it does not, or can take no more now.</returns>
    internal bool TryTell(Session session, in Notice notice)
    {
        if (!session.ReadsNotices || !_sender.Notice(session.Peer, notice)) return false;
        if (notice.Kind == NoticeKind.Message) _events.Tell(SessionEventKind.Messaged, session, text: notice.Text);
        return true;
    }

    /// <summary>The connection at a dense index; <see cref="PeerId.None"/> once it is gone.</summary>
    internal PeerId PeerAt(int index) => _connections.PeerAt(index);

    ConnectDecision ITransportHandler.ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData)
    {
        if (!Admits) return ConnectDecision.Reject(s_notAdmitting);
        bool known = _connectKey.Length == 0 || LibraryString.Matches(connectData, _connectKey);
        return known ? ConnectDecision.Accept : ConnectDecision.Reject(s_wrongKey);
    }

    void ITransportHandler.Connected(PeerId peer) => _events.Tell(SessionEventKind.Connected, _connections.Add(peer, _transport.EndpointOf(peer), _now));

    void ITransportHandler.AddressChanged(PeerId peer)
    {
        if (_connections.Find(peer) is not { } connection) return;
        connection.Endpoint = _transport.EndpointOf(peer);
        _events.Tell(SessionEventKind.AddressChanged, connection);
    }

    void ITransportHandler.Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data)
    {
        if (_connections.Find(peer) is not { } connection) return;
        _events.Tell(SessionEventKind.Disconnected, connection, (int)reason);
        _connections.Remove(connection);
        if (connection.Session is { } session && !Mutations.Has(Mutation.KeepSeat)) _desk.Lost(session, isGoodbye: reason == DisconnectReason.RemoteConnectionClose);
    }

    void ITransportHandler.Expect(ReadOnlySpan<int> peerIndexes)
    {
        foreach (int index in peerIndexes) CacheLine.FetchObject(_connections.At(index), Connection.ObjectBytes);
        foreach (int index in peerIndexes) CacheLine.FetchObject(_connections.At(index)?.Session, Session.ObjectBytes);
        for (int step = 0; step < Session.PrefetchSteps; step++)
        {
            foreach (int index in peerIndexes) _connections.At(index)?.Session?.Prefetch(step);
        }
    }

    void ITransportHandler.Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message)
    {
        if (_connections.Find(peer) is not { State: not ConnectionState.Closing } connection) return;
        if (method == DeliveryMethod.Unreliable) TakeInput(connection, message);
        else if (method == DeliveryMethod.ReliableOrdered) TakeControl(connection, message);
        else Drop(SessionDrop.UnknownKind);
    }

    private void TakeInput(Connection connection, ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty || message[0] != (byte)PacketKind.Input)
        {
            Drop(SessionDrop.UnknownKind);
            return;
        }

        if (connection.Session is not { } session)
        {
            Drop(SessionDrop.NotPlaying);
            return;
        }

        Room room = session.Room;
        ComponentSchema input = room.Schema.Input;
        BitReader reader = new(message);
        if (!InputPacket.TryReadHeader(ref reader, room.Tick, out InputPacketContent content, _viewAges))
        {
            Drop(SessionDrop.MalformedInput);
            return;
        }

        // Rows are newest first and each is coded against the newer one: what the queue already has is not even decoded.
        int count = Math.Min(content.Count, (int)Math.Min(content.Newest.Value, int.MaxValue));
        int wanted = session.Inputs.Wanted(content.Newest, count);
        if (!InputPacket.TryReadRows(ref reader, input, wanted, _inputRows))
        {
            Drop(SessionDrop.MalformedInput);
            return;
        }

        if (session.State == SessionState.Returning) _desk.Heard(session);
        session.Viewer!.Acknowledge(content.Acks, room.Tick);
        session.Viewer.HoldsCodebook(content.Codebook);
        if (content.Resync && session.Viewer.TryResync(room.Tick)) _events.Tell(SessionEventKind.Resynced, session);
        if (content.Count > 0) session.NoteArrival(content.Newest, _now.Nanoseconds);
        int fieldCount = input.Fields.Length;
        double plausibleMs = _transport.RttMsOf(session.Peer) + _rewindSlackMs;
        ushort plausible = (ushort)Math.Min(room.TicksOf(plausibleMs) * InputPacket.ViewAgeUnits, InputPacket.ViewAgeMax);
        for (int i = wanted - 1; i >= 0; i--)
        {
            session.Inputs.Offer(content.Newest - i, _inputRows.AsSpan(i * fieldCount, fieldCount), new ViewClaim(_viewAges[i], plausible));
        }
    }

    private void TakeControl(Connection connection, ReadOnlySpan<byte> message)
    {
        if (connection.Session is { } session && CommandMessage.TryRead(message, out uint sequence, out ReadOnlySpan<byte> command)) TakeCommand(session, sequence, command);
        else if (connection.Session is { } seated && ContentReport.TryRead(message, out ContentReport report)) TakeReport(seated, report);
        else if (!JoinRequest.TryRead(message, out JoinRequest request)) TakeUnread(connection);
        else if (connection.State != ConnectionState.Waiting) Drop(SessionDrop.RepeatedJoin);
        else _desk.Take(connection, request);
    }

    // Once for each version: what a client says again and again fills no ring of events.
    private void TakeReport(Session session, in ContentReport report)
    {
        if (report.Outcome == ContentOutcome.Unreadable)
        {
            Counts.ContentUnreadable++;
            session.Room.Content.SendWhole(session, report.Version);
            return;
        }

        if (!session.TryNoteContent(report.Version)) return;
        if (report.Outcome == ContentOutcome.Taken)
        {
            Counts.ContentTaken++;
            return;
        }

        Counts.ContentRefused++;
        _events.Tell(SessionEventKind.ContentRefused, session, (long)report.Version);
    }

    private void TakeUnread(Connection connection)
    {
        Drop(SessionDrop.MalformedControl);
        if (connection.State == ConnectionState.Waiting) _desk.Refuse(connection, default, RefusalReason.Malformed, "the join request cannot be read");
    }

    private void TakeCommand(Session session, uint sequence, ReadOnlySpan<byte> command)
    {
        CommandOffer offer = session.Room.Offer(session, sequence, command);
        if (offer == CommandOffer.Queued) Counts.Commands++;
        if (offer is not (CommandOffer.Full or CommandOffer.OutOfOrder)) return;
        Drop(SessionDrop.RefusedCommand);
        CommandRefusalReason reason = offer == CommandOffer.Full ? CommandRefusalReason.TooMany : CommandRefusalReason.OutOfOrder;
        uint next = session.Room.CommandsTaken(session) + 1;
        _sender.Refuse(session.Peer, new CommandRefusal(next, reason));
        _events.Tell(SessionEventKind.CommandRefused, session, next, reason: (int)reason);
    }

    private void Drop(SessionDrop reason) => _drops[(int)reason]++;
}
