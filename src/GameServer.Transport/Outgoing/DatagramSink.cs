using System;

namespace GameServer.Transport.Outgoing;

/// <summary>The last line before the socket: counts, and passes every datagram through the packet layer if there is one.</summary>
internal sealed class DatagramSink(IDatagramSocket socket, IPacketLayer? layer, TransportCounters counters)
{
    public const int ObjectBytes = 48;

    private readonly byte[] _wrapped = layer is null ? [] : new byte[TransportLimits.DatagramBytes + layer.ExtraBytes];

    public int ExtraBytes { get; } = layer?.ExtraBytes ?? 0;

    public void Send(ReadOnlySpan<byte> datagram, in Endpoint to)
    {
        ReadOnlySpan<byte> bytes = datagram;
        if (layer is not null)
        {
            datagram.CopyTo(_wrapped);
            bytes = _wrapped.AsSpan(0, layer.Wrap(_wrapped, datagram.Length, to));
        }

        counters.DatagramsOut++;
        counters.BytesOut += bytes.Length;
        socket.Send(bytes, to);
    }

    /// <summary>A datagram that is one packet.</summary>
    public void SendPacket(ReadOnlySpan<byte> packet, in Endpoint to)
    {
        counters.PacketsOut++;
        Send(packet, to);
    }
}
