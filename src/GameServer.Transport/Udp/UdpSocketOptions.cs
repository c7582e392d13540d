namespace GameServer.Transport;

/// <summary>How a UDP socket is opened.</summary>
public sealed record UdpSocketOptions
{
    /// <summary>A bot: four receive slots, no send queue, a few kilobytes in all.</summary>
    public static UdpSocketOptions Small { get; } = new() { BatchSlots = 4, ReceiveBufferBytes = 0, SendBufferBytes = 0 };

    /// <summary>Datagrams per system call where the platform batches. Below 8, sends leave at once instead of being gathered.</summary>
    public int BatchSlots { get; init; } = 64;

    /// <summary>Asked of the kernel; what it really gave is in <see cref="UdpDatagramSocket.ReceiveBufferBytes"/>. 0 leaves the system's default.</summary>
    public int ReceiveBufferBytes { get; init; } = 8 * 1024 * 1024;

    public int SendBufferBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Serves IPv4 through mapped addresses when bound to an IPv6 address.</summary>
    public bool DualStack { get; init; } = true;

    /// <summary>Lets several datagrams for one address travel the kernel as one, where the platform can.</summary>
    public bool Segments { get; init; } = true;

    /// <summary>Stays away from the platform's batched calls, to test or to compare.</summary>
    public bool ForcePortable { get; init; }
}
