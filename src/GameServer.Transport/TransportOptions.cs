using System.Collections.Generic;
using GameServer.Transport.Wire;

namespace GameServer.Transport;

/// <summary>
/// What an operator or a game may choose; sizes the wire fixes are in <see cref="TransportLimits"/>. Copied at construction, never read in a loop.
/// </summary>
public sealed record TransportOptions
{
    /// <summary>A bot or a game client: one connection, nobody admitted, a few kilobytes.</summary>
    public static TransportOptions ForClient { get; } = new() { PeersMax = 1, AcceptsConnections = false };

    /// <summary>Connections at once, those that are just closing included.</summary>
    public int PeersMax { get; init; } = 4096;

    /// <summary>Server role: whether strangers may ask to connect.</summary>
    public bool AcceptsConnections { get; init; } = true;

    /// <summary>Client role: the line spoken in <c>Connect</c>.</summary>
    public WireLine ConnectsAs { get; init; } = WireLine.V2;

    public int PingIntervalMs { get; init; } = 1000;

    /// <summary>Silence after which a peer is gone. Stock default; mobile games set up to 30 s and more.</summary>
    public int DisconnectTimeoutMs { get; init; } = 5000;

    /// <summary>Client role: time between two connect requests.</summary>
    public int ConnectRetryMs { get; init; } = 500;

    /// <summary>Client role: requests after the first.</summary>
    public int ConnectRetriesMax { get; init; } = 10;

    /// <summary>Time between two goodbyes until one is answered.</summary>
    public int DisconnectRetryMs { get; init; } = 300;

    /// <summary>How long a goodbye waits for reliable messages to be acknowledged.</summary>
    public int DrainTimeoutMs { get; init; } = 1000;

    /// <summary>Whether an address must answer a random ping before anything but the accept is sent to it. Off only on trusted networks and in tests.</summary>
    public bool VerifiesReturnPath { get; init; } = true;

    /// <summary>Random pings to be answered: one is 14 bits for the attacker to guess, two are 28.</summary>
    public int VerifyRounds { get; init; } = 1;

    /// <summary>Addresses that may be waiting for their proof at once. A few hundred bytes each, taken at start.</summary>
    public int PendingMax { get; init; } = 2048;

    /// <summary>How long one may wait.</summary>
    public int PendingTimeoutMs { get; init; } = 6000;

    /// <summary>Whether pressure on the pending table is answered by challenges.</summary>
    public ChallengeMode Challenges { get; init; } = ChallengeMode.UnderPressure;

    /// <summary>
    /// Whether a client that shows up at another address may keep its connection: only after the new address has passed the check, and only while the old
    /// one is silent.
    /// </summary>
    public bool AllowsAddressChange { get; init; } = true;

    /// <summary>Messages without a connection, for server browsers; the sender's address may be forged.</summary>
    public bool AcceptsUnconnected { get; init; }

    /// <summary>Broadcast messages, for finding servers on a local network.</summary>
    public bool AcceptsBroadcasts { get; init; }

    /// <summary>Connect requests per second and IPv4 /24 or IPv6 /56; loopback is exempt because it cannot be forged from outside. 0: no limit.</summary>
    public int ConnectsPerPrefixPerSecond { get; init; } = 256;

    /// <summary>Connections from one address; loopback is exempt. 0: no limit.</summary>
    public int PeersPerAddressMax { get; init; } = 256;

    /// <summary>One reliable message, in or out. Larger ones are refused, incoming ones end the connection.</summary>
    public int MessageBytesMax { get; init; } = 256 * 1024;

    /// <summary>
    /// Half-received fragmented messages per peer: the stock sender's window of 64 packets can hold parts of 32 on each of the two reliable methods.
    /// </summary>
    public int FragmentGroupsMax { get; init; } = 64;

    /// <summary>Half-received and out-of-order bytes per peer.</summary>
    public int HeldBytesPerPeerMax { get; init; } = 1024 * 1024;

    /// <summary>The same over all peers.</summary>
    public long HeldBytesMax { get; init; } = 256L * 1024 * 1024;

    /// <summary>Reliable messages (fragments count singly) queued or unacknowledged per peer; a further <c>Send</c> returns false.</summary>
    public int QueuedPacketsPerPeerMax { get; init; } = 4096;

    /// <summary>Their bytes. Must hold one message of <see cref="MessageBytesMax"/>.</summary>
    public int QueuedBytesPerPeerMax { get; init; } = 1024 * 1024;

    /// <summary>Unreliable and sequenced bytes per peer between two flushes.</summary>
    public int UnreliableBytesPerFlushMax { get; init; } = 64 * 1024;

    /// <summary>Packets one merged datagram may carry; an honest 15 ms of anything stays far below.</summary>
    public int MergedPacketsMax { get; init; } = 128;

    /// <summary>Reliable bytes per second and peer, first sendings and repeats together, averaged over 16 ms.</summary>
    public int ReliableBytesPerSecondMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>Whether to probe for datagrams above 1024 bytes. Off by default, as in stock since 1.3: some routers swallow them.</summary>
    public bool DiscoversMtu { get; init; }

    /// <summary>Every problem at once; empty when the options can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        Require(PeersMax is >= 1 and <= 1 << 20, nameof(PeersMax), "1 .. 1048576");
        Require(PingIntervalMs is >= 50 and <= 60_000, nameof(PingIntervalMs), "50 .. 60000");
        Require(DisconnectTimeoutMs is >= 100 and <= 3_600_000, nameof(DisconnectTimeoutMs), "100 .. 3600000");
        Require(ConnectRetryMs is >= 10 and <= 60_000, nameof(ConnectRetryMs), "10 .. 60000");
        Require(ConnectRetriesMax is >= 0 and <= 10_000, nameof(ConnectRetriesMax), "0 .. 10000");
        Require(DisconnectRetryMs is >= 10 and <= 60_000, nameof(DisconnectRetryMs), "10 .. 60000");
        Require(DrainTimeoutMs is >= 0 and <= 600_000, nameof(DrainTimeoutMs), "0 .. 600000");
        Require(VerifyRounds is >= 1 and <= 3, nameof(VerifyRounds), "1 .. 3");
        Require(PendingMax is >= 1 and <= 1 << 20, nameof(PendingMax), "1 .. 1048576");
        Require(PendingTimeoutMs is >= 100 and <= 60_000, nameof(PendingTimeoutMs), "100 .. 60000");
        Require(ConnectsPerPrefixPerSecond >= 0, nameof(ConnectsPerPrefixPerSecond), "0 or more");
        Require(PeersPerAddressMax >= 0, nameof(PeersPerAddressMax), "0 or more");
        Require(MessageBytesMax is >= TransportLimits.MtuStartBytes and <= 32 * 1024 * 1024, nameof(MessageBytesMax), "1024 .. 32 MiB");
        Require(FragmentGroupsMax is >= 1 and <= 4096, nameof(FragmentGroupsMax), "1 .. 4096");
        Require(HeldBytesPerPeerMax >= MessageBytesMax, nameof(HeldBytesPerPeerMax), "at least MessageBytesMax");
        Require(HeldBytesMax >= HeldBytesPerPeerMax, nameof(HeldBytesMax), "at least HeldBytesPerPeerMax");
        Require(QueuedPacketsPerPeerMax is >= 1 and <= 1 << 20, nameof(QueuedPacketsPerPeerMax), "1 .. 1048576");
        Require(QueuedBytesPerPeerMax >= MessageBytesMax, nameof(QueuedBytesPerPeerMax), "at least MessageBytesMax");
        Require(UnreliableBytesPerFlushMax is >= TransportLimits.DatagramBytes and <= 16 * 1024 * 1024, nameof(UnreliableBytesPerFlushMax), "1432 .. 16 MiB");
        Require(MergedPacketsMax is >= 1 and <= 512, nameof(MergedPacketsMax), "1 .. 512");
        Require(ReliableBytesPerSecondMax >= 16 * 1024, nameof(ReliableBytesPerSecondMax), "at least 16384");
        return problems;

        void Require(bool holds, string name, string range)
        {
            if (!holds) problems.Add($"{name} must be {range}.");
        }
    }
}
