using System;

namespace GameServer.Transport.Udp;

/// <summary>One way of calling the kernel. The contract of <see cref="IDatagramSocket"/> holds for each.</summary>
internal interface IUdpPath
{
    bool IsBatched { get; }

    long KernelDrops { get; }

    long SendFailures { get; }

    bool TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from);

    bool TryPeek(int ahead, out Endpoint from)
    {
        from = default;
        return false;
    }

    void Send(ReadOnlySpan<byte> datagram, in Endpoint to);

    void Flush();
}
