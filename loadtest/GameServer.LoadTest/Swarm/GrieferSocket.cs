using System;
using GameServer.LoadTest.Garbage;
using GameServer.Transport;

namespace GameServer.LoadTest.Swarm;

/// <summary>A cheat's socket: with every honest datagram goes a hostile one, noise or the honest one cut, lengthened, altered or repeated.</summary>
internal sealed class GrieferSocket(IDatagramSocket socket, ulong seed) : IDatagramSocket
{
    private readonly GarbageMaker _maker = new(seed);

    public Endpoint LocalEndpoint => socket.LocalEndpoint;

    public bool TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from) => socket.TryReceive(out datagram, out from);

    public void Send(ReadOnlySpan<byte> datagram, in Endpoint to)
    {
        socket.Send(datagram, to);
        socket.Send(_maker.Next(datagram), to);
    }

    public void Flush() => socket.Flush();

    public void Dispose() => socket.Dispose();
}
