using System;
using System.Text;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;
using GameServer.Transport.Wire;

namespace GameServer.Server;

/// <summary>
/// Messages → acknowledgements, inputs, joins. Everything here comes from strangers: what cannot be understood is dropped and counted, and what is understood only
/// ever touches the sender's own session.
/// </summary>
public sealed class SessionTable : ITransportHandler
{
    private readonly LiteNetTransport _transport;
    private readonly RoomTable _rooms;
    private readonly byte[] _connectKey;
    private readonly byte[] _wrongKey = "wrong connect key"u8.ToArray();
    private readonly long _joinTimeoutNs;
    private readonly int _rewindSlackMs;
    private readonly Session?[] _byPeer;
    private readonly int[] _inputRows;
    private readonly ushort[] _viewAges = new ushort[Limits.InputsPerPacket];
    private readonly byte[] _schemaMessage;
    private readonly byte[] _message = new byte[ControlMessage.BytesMax];
    private readonly long[] _drops = new long[(int)SessionDrop.RepeatedJoin + 1];
    private Timestamp _now;
    private int _sweepIndex;

    public SessionTable(LiteNetTransport transport, RoomTable rooms, ShardOptions options)
    {
        _transport = transport;
        _rooms = rooms;
        _connectKey = Encoding.UTF8.GetBytes(options.ConnectKey);
        _joinTimeoutNs = options.JoinTimeoutSeconds * Timestamp.NanosecondsPerSecond;
        _rewindSlackMs = options.RewindSlackMs;
        _byPeer = new Session[options.Transport.PeersMax];
        _schemaMessage = SchemaMessage.Create(rooms.Schema);
        _inputRows = new int[Limits.InputsPerPacket * rooms.Schema.Input.Fields.Length];
    }

    /// <summary>Connections, joined or not.</summary>
    public int Count { get; private set; }

    /// <summary>Sessions seated in a room.</summary>
    public int PlayingCount { get; private set; }

    /// <summary>Joins refused since the start.</summary>
    public long RefusedCount { get; private set; }

    /// <summary>False while draining: nobody new is admitted.</summary>
    public bool Admits { get; set; } = true;

    /// <summary>Messages dropped, by <see cref="SessionDrop"/>.</summary>
    public ReadOnlySpan<long> Drops => _drops;

    /// <summary>Reads every waiting datagram and absorbs what it says.</summary>
    public void Receive(Timestamp now)
    {
        _now = now;
        _transport.Receive(now, this);
    }

    /// <summary>Closes connections that never joined; looks at a few per call, so that its cost is flat.</summary>
    public void ExpireIdle(Timestamp now)
    {
        const int SessionsPerCall = 64;
        for (int i = 0; i < Math.Min(SessionsPerCall, _byPeer.Length); i++)
        {
            _sweepIndex = _sweepIndex + 1 == _byPeer.Length ? 0 : _sweepIndex + 1;
            Session? session = _byPeer[_sweepIndex];
            if (session is not { State: SessionState.Connected } || now.Since(session.ConnectedAt) < _joinTimeoutNs) continue;
            Close(session, FarewellReason.JoinTimeout, "no join request came");
        }
    }

    /// <summary>Says goodbye to everyone.</summary>
    public void CloseAll(FarewellReason reason, string text)
    {
        Admits = false;
        foreach (Session? session in _byPeer)
        {
            if (session is { State: not SessionState.Closing }) Close(session, reason, text);
        }
    }

    /// <summary>Tells everyone in a room that its timetable moved.</summary>
    public void AnnounceClock(Room room)
    {
        int length = new ClockMessage(room.Tick, room.Schedule.DueAt(room.Tick).UtcTicks).Write(_message);
        foreach (Session session in room.Sessions) _transport.Send(session.Peer, _message.AsSpan(0, length), DeliveryMethod.ReliableOrdered);
    }

    /// <summary>The connection of the session at a dense index; <see cref="PeerId.None"/> once it is gone.</summary>
    internal PeerId PeerAt(int index) => _byPeer[index]?.Peer ?? PeerId.None;

    ConnectDecision ITransportHandler.ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData)
    {
        if (!Admits) return ConnectDecision.Reject(default);
        bool known = _connectKey.Length == 0 || LibraryString.Matches(connectData, _connectKey);
        return known ? ConnectDecision.Accept : ConnectDecision.Reject(_wrongKey);
    }

    void ITransportHandler.Connected(PeerId peer)
    {
        Check.That(_byPeer[peer.Index] is null);
        _byPeer[peer.Index] = new Session(peer, _now);
        Count++;
    }

    void ITransportHandler.Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data)
    {
        Session? session = _byPeer[peer.Index];
        if (session is null || session.Peer != peer) return;
        if (!Mutations.Has(Mutation.KeepSeat)) Unseat(session);
        _byPeer[peer.Index] = null;
        Count--;
    }

    void ITransportHandler.Expect(ReadOnlySpan<int> peerIndexes)
    {
        for (int step = 0; step < Session.PrefetchSteps; step++)
        {
            foreach (int index in peerIndexes) _byPeer[index]?.Prefetch(step);
        }
    }

    void ITransportHandler.Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message)
    {
        Session? session = _byPeer[peer.Index];
        if (session is null || session.Peer != peer || session.State == SessionState.Closing) return;
        if (method == DeliveryMethod.Unreliable) TakeInput(session, message);
        else if (method == DeliveryMethod.ReliableOrdered) TakeControl(session, message);
        else Drop(SessionDrop.UnknownKind);
    }

    private void TakeInput(Session session, ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty || message[0] != (byte)PacketKind.Input)
        {
            Drop(SessionDrop.UnknownKind);
            return;
        }

        if (session.State != SessionState.Playing)
        {
            Drop(SessionDrop.NotPlaying);
            return;
        }

        Room room = session.Room!;
        ComponentSchema input = room.Schema.Input;
        BitReader reader = new(message);
        if (!InputPacket.TryReadHeader(ref reader, room.Tick, out InputPacketContent content, _viewAges))
        {
            Drop(SessionDrop.MalformedInput);
            return;
        }

        // Rows are newest first and each is coded against the newer one: what the queue already has is not even decoded.
        int count = Math.Min(content.Count, (int)Math.Min(content.Newest.Value, int.MaxValue));
        int wanted = session.Inputs!.Wanted(content.Newest, count);
        if (!InputPacket.TryReadRows(ref reader, input, wanted, _inputRows))
        {
            Drop(SessionDrop.MalformedInput);
            return;
        }

        session.Viewer!.Acknowledge(content.Acks, room.Tick);
        session.Viewer.HoldsCodebook(content.Codebook);
        if (content.Resync) session.Viewer.Resync(room.Tick);
        if (content.Count > 0) session.NoteArrival(content.Newest, _now.Nanoseconds);
        int fieldCount = input.Fields.Length;
        double plausibleMs = _transport.RttMsOf(session.Peer) + _rewindSlackMs;
        ushort plausible = (ushort)Math.Min(room.TicksOf(plausibleMs) * InputPacket.ViewAgeUnits, InputPacket.ViewAgeMax);
        for (int i = wanted - 1; i >= 0; i--)
        {
            session.Inputs.Offer(content.Newest - i, _inputRows.AsSpan(i * fieldCount, fieldCount), new ViewClaim(_viewAges[i], plausible));
        }
    }

    private void TakeControl(Session session, ReadOnlySpan<byte> message)
    {
        if (!JoinRequest.TryRead(message, out JoinRequest request))
        {
            Drop(SessionDrop.MalformedControl);
            if (session.State == SessionState.Connected) Refuse(session, RefusalReason.Malformed, "the join request cannot be read");
            return;
        }

        if (session.State != SessionState.Connected)
        {
            Drop(SessionDrop.RepeatedJoin);
            return;
        }

        Join(session, request);
    }

    private void Join(Session session, in JoinRequest request)
    {
        if (request.ProtocolVersion != ControlMessage.ProtocolVersion)
        {
            Refuse(session, RefusalReason.ProtocolVersion, $"this server speaks version {ControlMessage.ProtocolVersion}, the client {request.ProtocolVersion}");
            return;
        }

        GameSchema schema = _rooms.Schema;
        bool sameSchema = request.SchemaHash == schema.Hash;
        if (!sameSchema && request.Game != schema.Name)
        {
            Refuse(session, RefusalReason.Schema, $"this server runs {schema.Name} with schema {schema.Hash:x16}");
            return;
        }

        if (!_rooms.TryFind(request.RoomId, out Room? room))
        {
            Refuse(session, RefusalReason.RoomNotFound, $"room {request.RoomId} is not on this shard");
            return;
        }

        if (!room.TrySeat(session, request))
        {
            Refuse(session, RefusalReason.RoomFull, "no free seat");
            return;
        }

        PlayingCount++;
        if (!sameSchema && request.KnownSchemaHash != schema.Hash) _transport.Send(session.Peer, _schemaMessage, DeliveryMethod.ReliableOrdered);
        Welcome welcome = new(
            room.Id.Value, session.Player, room.EntityCapacity, room.TickRateHz, room.Tick, room.Schedule.DueAt(room.Tick).UtcTicks, schema.Hash, room.PlayerCapacity);
        int length = welcome.Write(_message);
        _transport.Send(session.Peer, _message.AsSpan(0, length), DeliveryMethod.ReliableOrdered);
    }

    private void Refuse(Session session, RefusalReason reason, string text)
    {
        RefusedCount++;
        session.State = SessionState.Closing;
        int length = new Refusal(reason, text).Write(_message);
        _transport.Send(session.Peer, _message.AsSpan(0, length), DeliveryMethod.ReliableOrdered);
        _transport.Disconnect(session.Peer, default);
    }

    private void Close(Session session, FarewellReason reason, string text)
    {
        Unseat(session);
        session.State = SessionState.Closing;
        int length = new Farewell(reason, text).Write(_message);
        _transport.Send(session.Peer, _message.AsSpan(0, length), DeliveryMethod.ReliableOrdered);
        _transport.Disconnect(session.Peer, default);
    }

    private void Unseat(Session session)
    {
        if (session.State != SessionState.Playing) return;
        session.Room!.Unseat(session);
        session.State = SessionState.Closing;
        PlayingCount--;
    }

    private void Drop(SessionDrop reason) => _drops[(int)reason]++;
}
