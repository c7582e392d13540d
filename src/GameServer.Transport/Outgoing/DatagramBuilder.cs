using System;
using System.Buffers.Binary;
using GameServer.Core;
using GameServer.Transport.Peers;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Outgoing;

/// <summary>
/// Packs the packets of one flush of one peer into as few datagrams as they fit: <c>Merged header, (u16 length, packet)…</c>, and a lone packet bare.
/// Packets keep the order in which they were added.
/// </summary>
internal sealed class DatagramBuilder(DatagramSink sink, TransportCounters counters)
{
    public const int ObjectBytes = 56;

    private const int FirstPacketOffset = 1 + MergedReader.LengthBytes;

    // A lone packet may be as long as the MTU: it leaves without the three bytes in front of it.
    private readonly byte[] _buffer = new byte[FirstPacketOffset + TransportLimits.DatagramBytes];

    private Peer _peer = null!;
    private int _used;
    private int _count;
    private int _reserved;

    public void Begin(Peer peer)
    {
        _peer = peer;
        _count = 0;
        _used = 1;
    }

    /// <summary>See <see cref="LiteNetTransport.Prefetch"/>.</summary>
    public void Prefetch() => CacheLine.Fetch(_buffer, 0);

    public void Add(ReadOnlySpan<byte> packet)
    {
        packet.CopyTo(Reserve(packet.Length));
        Commit();
    }

    /// <summary>Room for a packet that the caller writes in place, closed by <see cref="Commit"/>.</summary>
    public Span<byte> Reserve(int length)
    {
        // A packet built before the path became narrower keeps its size and travels alone.
        Check.That(length <= TransportLimits.DatagramBytes - sink.ExtraBytes);
        if (_count > 0 && _used + MergedReader.LengthBytes + length > _peer.MtuBytes) End();
        _reserved = length;
        return _buffer.AsSpan(_used + MergedReader.LengthBytes, length);
    }

    public void Commit()
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer.AsSpan(_used), (ushort)_reserved);
        _used += MergedReader.LengthBytes + _reserved;
        _count++;
    }

    /// <summary>Sends what has gathered; the next packet opens another datagram.</summary>
    public void End()
    {
        if (_count == 0) return;
        counters.PacketsOut += _count;
        bool isLone = _count == 1;
        if (!isLone) _buffer[0] = _peer.Header(PacketKind.Merged);
        Span<byte> datagram = isLone ? _buffer.AsSpan(FirstPacketOffset, _used - FirstPacketOffset) : _buffer.AsSpan(0, _used);
        _peer.BytesOut += datagram.Length + sink.ExtraBytes;
        sink.Send(datagram, _peer.Endpoint);
        _count = 0;
        _used = 1;
    }

    /// <summary>
    /// A probe of the path, alone and larger than what is known to pass; the layer's bytes are part of the size on the wire. Returns the packet's own size.
    /// </summary>
    public int SendProbe(int wireBytes)
    {
        Span<byte> probe = _buffer.AsSpan(0, wireBytes - sink.ExtraBytes);
        MtuPacket.Write(probe, _peer.Header(PacketKind.MtuCheck));
        sink.SendPacket(probe, _peer.Endpoint);
        return probe.Length;
    }
}
