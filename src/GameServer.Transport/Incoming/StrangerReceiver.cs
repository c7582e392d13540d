using System;
using GameServer.Core;
using GameServer.Transport.Handshake;
using GameServer.Transport.Outgoing;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Incoming;

/// <summary>
/// Datagrams from addresses without a peer: connect requests of both lines, proofs of the pending, and the few strays that can be answered without guessing the line
/// wrong. An answer is never longer than the question, and answers have a rate.
/// </summary>
internal sealed class StrangerReceiver(TransportOptions options, ServerHandshake server, DatagramSink sink, TransportCounters counters)
{
    // A restarted server tells its thousands of clients within seconds; beyond that, silence is the answer.
    private const int AnswersPerSecondMax = 2000;

    private TokenBucket _answers;

    public void Receive(in Endpoint from, ReadOnlySpan<byte> datagram, Timestamp now, ITransportHandler handler)
    {
        if (!options.AcceptsConnections)
        {
            counters.Drop(DropReason.Stranger);
            return;
        }

        if (ConnectRequestPacket.TryRead(datagram, out ConnectRequestPacket request))
        {
            counters.PacketsIn++;
            server.HandleRequest(from, request, datagram.Length, now, handler);
            return;
        }

        if (server.Pending!.TryFind(from, out int slot))
        {
            counters.PacketsIn++;
            server.HandlePending(slot, datagram, now, handler);
            return;
        }

        if (ConnectRequestPacket.IsOtherProtocol(datagram, out WireLine line)) Answer(from, line.Header(PacketKind.InvalidProtocol, 0), now);
        else if (IsPing(datagram, WireLine.V1)) Answer(from, WireLine.V1.Header(PacketKind.PeerNotFound, 0), now);
        else if (IsPing(datagram, WireLine.V2)) Answer(from, WireLine.V2.Header(PacketKind.PeerNotFound, 0), now);
        else if (IsDisconnect(datagram, WireLine.V1)) Answer(from, WireLine.V1.Header(PacketKind.ShutdownOk, 0), now);
        else if (IsDisconnect(datagram, WireLine.V2)) Answer(from, WireLine.V2.Header(PacketKind.ShutdownOk, 0), now);
        else counters.Drop(DropReason.Stranger);
    }

    // Stock never merges pings, so three bytes of the right kind are one; both lines number theirs so that neither is anything else of three bytes that matters.
    private static bool IsPing(ReadOnlySpan<byte> datagram, WireLine line) =>
        datagram.Length == PingPacket.Bytes && line.TryReadKind(datagram, out PacketKind kind) && kind == PacketKind.Ping;

    private static bool IsDisconnect(ReadOnlySpan<byte> datagram, WireLine line) =>
        line.TryReadKind(datagram, out PacketKind kind) && kind == PacketKind.Disconnect;

    private void Answer(in Endpoint to, byte header, Timestamp now)
    {
        if (!_answers.TryTake(now.Nanoseconds, AnswersPerSecondMax))
        {
            counters.Drop(DropReason.AnswerWithheld);
            return;
        }

        counters.Drop(DropReason.Stranger);
        Span<byte> packet = stackalloc byte[1];
        packet[0] = header;
        sink.SendPacket(packet, to);
    }
}
