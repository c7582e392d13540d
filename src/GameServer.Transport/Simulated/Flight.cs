namespace GameServer.Transport.Simulated;

/// <summary>A datagram on its way, or waiting in a socket.</summary>
internal struct Flight
{
    public long ArrivalNs;
    public long Order;
    public Endpoint From;
    public Endpoint To;
    public int Length;
}
