using System;

namespace GameServer.Transport;

/// <summary>
/// What a transport has done since it started: plain numbers owned by its thread. Bytes are UDP payload; add 28 (IPv4) or 48 (IPv6) per datagram for the
/// wire.
/// </summary>
public sealed class TransportCounters
{
    internal const int ObjectBytes = 128;

    private readonly long[] _drops = new long[(int)DropReason.NotEnabled + 1];

    public long DatagramsIn { get; internal set; }

    public long DatagramsOut { get; internal set; }

    public long BytesIn { get; internal set; }

    public long BytesOut { get; internal set; }

    /// <summary>Packets inside those datagrams.</summary>
    public long PacketsIn { get; internal set; }

    public long PacketsOut { get; internal set; }

    public long MessagesIn { get; internal set; }

    public long MessagesOut { get; internal set; }

    /// <summary>Reliable packets sent again.</summary>
    public long Resends { get; internal set; }

    /// <summary>Reliable packets that arrived again.</summary>
    public long Duplicates { get; internal set; }

    public long ConnectsAccepted { get; internal set; }

    public long ConnectsRejected { get; internal set; }

    /// <summary>Connect requests answered by a challenge.</summary>
    public long Challenges { get; internal set; }

    public long Disconnects { get; internal set; }

    /// <summary>By <see cref="DropReason"/>.</summary>
    public ReadOnlySpan<long> Drops => _drops;

    public long DropsTotal
    {
        get
        {
            long total = 0;
            foreach (long count in _drops) total += count;
            return total;
        }
    }

    public long DropsOf(DropReason reason) => _drops[(int)reason];

    internal void Drop(DropReason reason) => _drops[(int)reason]++;
}
