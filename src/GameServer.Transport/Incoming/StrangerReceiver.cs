using System;
using GameServer.Core;
using GameServer.Transport.Handshake;
using GameServer.Transport.Outgoing;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Incoming;

/// <summary>
/// Datagrams from addresses without a peer: connect requests of both lines, proofs of the pending, and the few strays that can be answered without guessing
/// the line wrong. An answer is never longer than the question, and answers have a rate.
/// </summary>
internal sealed class StrangerReceiver(TransportOptions options, ServerHandshake server, DatagramSink sink, TransportCounters counters)
{
    // A restarted server tells its thousands of clients within seconds; beyond that, silence is the answer.
    private const int AnswersPerSecondMax = 2000;

    private TokenBucket _answers;

    public void Receive(in Endpoint from, ReadOnlySpan<byte> datagram, Timestamp now, ITransportHandler handler)
    {
        counters.PacketsIn++;
        if (!options.AcceptsConnections)
        {
            if (!TryReceiveUnconnected(from, datagram, handler)) counters.Drop(DropReason.Stranger);
            return;
        }

        if (ConnectRequestPacket.TryRead(datagram, out ConnectRequestPacket request)) server.HandleRequest(from, request, datagram.Length, now, handler);
        else if (server.Pending!.TryFind(from, out int slot)) server.HandlePending(slot, datagram, now, handler);
        else if (!TryReceiveUnconnected(from, datagram, handler)) ReceiveStray(from, datagram, now);
    }

    private void ReceiveStray(in Endpoint from, ReadOnlySpan<byte> datagram, Timestamp now)
    {
        if (ConnectRequestPacket.IsOtherProtocol(datagram, out WireLine line)) Answer(from, line.Header(PacketKind.InvalidProtocol, 0), now);
        else if (IsPing(datagram, WireLine.V1)) Answer(from, WireLine.V1.Header(PacketKind.PeerNotFound, 0), now);
        else if (IsPing(datagram, WireLine.V2)) Answer(from, WireLine.V2.Header(PacketKind.PeerNotFound, 0), now);
        else if (IsIdentity(datagram, WireLine.V1, out ConnectAcceptPacket identity)) ReceiveIdentity(from, WireLine.V1, identity, now);
        else if (IsIdentity(datagram, WireLine.V2, out identity)) ReceiveIdentity(from, WireLine.V2, identity, now);
        else if (IsDisconnect(datagram, WireLine.V1)) Answer(from, WireLine.V1.Header(PacketKind.ShutdownOk, 0), now);
        else if (IsDisconnect(datagram, WireLine.V2)) Answer(from, WireLine.V2.Header(PacketKind.ShutdownOk, 0), now);
        else counters.Drop(DropReason.Stranger);
    }

    // A client that roams; or one of a server that restarted, which ends at once and may connect anew instead of waiting for its timeout.
    private void ReceiveIdentity(in Endpoint from, WireLine line, in ConnectAcceptPacket identity, Timestamp now)
    {
        if (!TryTakeAnswer(now) || server.TryStartMove(from, line, identity, ConnectAcceptPacket.Bytes, now.Nanoseconds)) return;
        Span<byte> packet = stackalloc byte[2];
        packet[0] = line.Header(PacketKind.PeerNotFound, 0);
        packet[1] = 1;
        sink.SendPacket(packet, from);
    }

    // Kinds 8 and 9, 11 and 12 mean different things in the two lines; where a packet could also be the other line's own, it is not taken for a message.
    private bool TryReceiveUnconnected(in Endpoint from, ReadOnlySpan<byte> datagram, ITransportHandler handler)
    {
        bool isMessage = options.AcceptsUnconnected
            && ((IsKind(datagram, WireLine.V2, PacketKind.UnconnectedMessage) && !MtuPacket.IsValid(datagram))
                || (IsKind(datagram, WireLine.V1, PacketKind.UnconnectedMessage) && !IsDisconnect(datagram, WireLine.V2)));
        bool isBroadcast = options.AcceptsBroadcasts
            && ((IsKind(datagram, WireLine.V2, PacketKind.Broadcast) && !IsWholeMerged(datagram))
                || (IsKind(datagram, WireLine.V1, PacketKind.Broadcast) && !MtuPacket.IsValid(datagram)));
        if (!isMessage && !isBroadcast) return false;
        handler.UnconnectedReceived(from, datagram[1..]);
        return true;
    }

    private static bool IsKind(ReadOnlySpan<byte> datagram, WireLine line, PacketKind kind) => line.TryReadKind(datagram, out PacketKind read) && read == kind;

    private static bool IsWholeMerged(ReadOnlySpan<byte> datagram)
    {
        MergedReader reader = new(datagram[1..]);
        int used = 1;
        while (reader.TryRead(out ReadOnlySpan<byte> packet)) used += MergedReader.LengthBytes + packet.Length;
        return used == datagram.Length && used > 1;
    }

    private static bool IsIdentity(ReadOnlySpan<byte> datagram, WireLine line, out ConnectAcceptPacket identity)
    {
        identity = default;
        return IsKind(datagram, line, PacketKind.PeerNotFound) && ConnectAcceptPacket.TryRead(datagram, out identity) && identity.NetworkChanged;
    }

    // Stock never merges pings, so three bytes of the right kind are one; both lines number theirs so that neither is anything else of three bytes that
    // matters.
    private static bool IsPing(ReadOnlySpan<byte> datagram, WireLine line) => datagram.Length == PingPacket.Bytes && IsKind(datagram, line, PacketKind.Ping);

    private static bool IsDisconnect(ReadOnlySpan<byte> datagram, WireLine line) => IsKind(datagram, line, PacketKind.Disconnect);

    private bool TryTakeAnswer(Timestamp now)
    {
        if (_answers.TryTake(now.Nanoseconds, AnswersPerSecondMax)) return true;
        counters.Drop(DropReason.AnswerWithheld);
        return false;
    }

    private void Answer(in Endpoint to, byte header, Timestamp now)
    {
        if (!TryTakeAnswer(now)) return;
        counters.Drop(DropReason.Stranger);
        Span<byte> packet = stackalloc byte[1];
        packet[0] = header;
        sink.SendPacket(packet, to);
    }
}
