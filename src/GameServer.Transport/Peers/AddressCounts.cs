namespace GameServer.Transport.Peers;

/// <summary>How many peers each address has, whatever their ports.</summary>
internal sealed class AddressCounts(int peersMax, ulong hashKey)
{
    private readonly EndpointTable _counts = new(peersMax, hashKey);

    public int Of(in Endpoint endpoint) => _counts.TryFind(WithoutPort(endpoint), out int count) ? count : 0;

    public void Add(in Endpoint endpoint) => Set(endpoint, Of(endpoint) + 1);

    public void Remove(in Endpoint endpoint) => Set(endpoint, Of(endpoint) - 1);

    private void Set(in Endpoint endpoint, int count)
    {
        Endpoint address = WithoutPort(endpoint);
        _counts.Remove(address);
        if (count > 0) _counts.Add(address, count);
    }

    private static Endpoint WithoutPort(in Endpoint endpoint) => Endpoint.FromIPv6(endpoint.AddressHigh, endpoint.AddressLow, endpoint.Scope, 0);
}
