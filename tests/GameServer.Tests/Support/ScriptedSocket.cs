using System;
using System.Collections.Generic;
using GameServer.Transport;

namespace GameServer.Tests.Support;

/// <summary>A socket without a network: tests put datagrams in front of the transport and look at what it sends. Fast enough for millions.</summary>
internal sealed class ScriptedSocket : IDatagramSocket
{
    private readonly Queue<(byte[] Bytes, Endpoint From)> _waiting = new();

    public Endpoint LocalEndpoint { get; } = Endpoint.FromIPv4(0x0A00_0001, 7777);

    /// <summary>Called for each datagram the transport sends; nothing is kept.</summary>
    public Action<ReadOnlyMemory<byte>, Endpoint>? OnSent { get; set; }

    public long BytesOut { get; private set; }

    public void Put(byte[] datagram, in Endpoint from) => _waiting.Enqueue((datagram, from));

    public bool TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from)
    {
        bool any = _waiting.TryDequeue(out (byte[] Bytes, Endpoint From) next);
        datagram = next.Bytes;
        from = next.From;
        return any;
    }

    public void Send(ReadOnlySpan<byte> datagram, in Endpoint to)
    {
        if (datagram.IsEmpty || datagram.Length > TransportLimits.DatagramBytes) throw new Xunit.Sdk.XunitException($"A datagram of {datagram.Length} bytes.");
        BytesOut += datagram.Length;
        OnSent?.Invoke(datagram.ToArray(), to);
    }

    public void Flush()
    {
        // Everything went out when it was sent.
    }

    public void Dispose()
    {
        // Nothing is open.
    }
}
