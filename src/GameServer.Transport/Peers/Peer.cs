using System;
using GameServer.Transport.Channels;
using GameServer.Transport.Outgoing;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Peers;

/// <summary>
/// One connection as plain data: what the packet code reads and writes, and all that has to move when a connection moves to another process. Objects are
/// recycled by slot; <see cref="Reset"/> puts one back to the state of a fresh connection.
/// </summary>
internal sealed class Peer(int index)
{
    public const int PingsRemembered = 4;

    /// <summary>What of a peer to fetch ahead: a little more than the object has.</summary>
    public const int ObjectBytes = 264;

    private const int ChannelsKept = 4;

    public readonly int Index = index;
    public int Generation;
    public PeerState State;
    public PeerRole Role;
    public WireLine Line;
    public byte Number;
    public Endpoint Endpoint;

    /// <summary>The connection's identity for its whole life: the connecting side's clock when it asked.</summary>
    public long ConnectTime;

    /// <summary>What we call this connection on the wire, and what the other side calls it.</summary>
    public int WireId;
    public int RemoteId;

    public long LastReceivedNs;
    public long StateSinceNs;

    /// <summary>Of the connection since it began, in datagrams as the socket sees them.</summary>
    public long BytesIn;
    public long BytesOut;

    /// <summary>Connect requests or goodbyes sent, and when the next one is due.</summary>
    public int Attempts;
    public long AttemptDueNs;

    /// <summary>Connect data while asking, goodbye data while closing.</summary>
    public byte[] AttemptData = [];

    /// <summary>Client role: the server's challenge is part of the connect data now.</summary>
    public bool HasAnsweredChallenge;

    /// <summary>A disconnect of our own that the handler has not been told yet.</summary>
    public bool DisconnectUntold;

    public ushort PingSequence;

    /// <summary>When the last few pings left, by sequence mod 4; 0 once answered. A pong slower than the ping interval still finds its ping here.</summary>
    public readonly long[] PingsSentNs = new long[PingsRemembered];
    public long PingDueNs;
    public ushort PingAnswered;
    public bool PingAnsweredAny;
    public bool PongDue;
    public RttEstimator Rtt;
    public long RemoteUtcOffsetTicks;

    public int MtuIndex;
    public int MtuBytes;
    public int MtuProbes;

    /// <summary>Size of the probe that may still be answered, 0 for none.</summary>
    public int MtuProbedBytes;
    public long MtuProbeDueNs;

    public Channel?[] Channels = new Channel?[ChannelsKept];
    public int ChannelCount;

    /// <summary>No channel owes an acknowledgement or holds anything to send, and none was looked up since: a flush may leave them, and their memory, alone.</summary>
    public bool AreChannelsQuiet;
    public ushort FragmentId;
    public FragmentAssembler? Fragments;
    public int HeldBytes;
    public int QueuedPackets;
    public int QueuedBytes;

    /// <summary>
    /// Token bucket for reliable packets: bytes that may leave now, as of <see cref="PacedAtNs"/>. A new connection starts with all the bucket holds.
    /// </summary>
    public long PacingBytes;
    public long PacedAtNs;

    /// <summary>An acknowledgement showed reliable packets to be lost, so the next flush repeats them without waiting for their timers.</summary>
    public bool HasOvertaken;

    public int ArenaHead = MessageArena.None;
    public int ArenaTail = MessageArena.None;
    public int ArenaBytes;

    /// <summary>Mismatched goodbyes and repeated accepts within the second that began at <see cref="AbuseSinceNs"/>.</summary>
    public int AbuseCount;
    public long AbuseSinceNs;

    /// <summary>On the list of peers that the next flush must visit.</summary>
    public bool Dirty;

    public PeerId Id => new(Index, Generation);

    /// <summary>Packets of the connection are understood; before it there is none, after it only goodbyes count.</summary>
    public bool IsEstablished => State is PeerState.Connected or PeerState.Draining;

    public byte Header(PacketKind kind) => Line.Header(kind, Number);

    /// <summary>Channels are found by id among the few a peer uses.</summary>
    public Channel? FindChannel(byte id)
    {
        AreChannelsQuiet = false;   // who looks one up may give it something to do
        for (int i = 0; i < ChannelCount; i++)
        {
            if (Channels[i]!.Id == id) return Channels[i];
        }

        return null;
    }

    public Channel GetChannel(byte id)
    {
        Channel? found = FindChannel(id);
        if (found is not null) return found;
        if (ChannelCount == Channels.Length) Array.Resize(ref Channels, Channels.Length * 2);
        Channel channel = Channels[ChannelCount] ??= new Channel();
        channel.Id = id;
        ChannelCount++;
        return channel;
    }

    public void Reset(BufferPool pool)
    {
        for (int i = 0; i < ChannelCount; i++) Channels[i]!.Reset(pool);
        if (Channels.Length > ChannelsKept) Array.Resize(ref Channels, ChannelsKept);
        ChannelCount = 0;
        AreChannelsQuiet = false;
        Fragments?.Clear();
        HeldBytes = QueuedPackets = QueuedBytes = 0;
        BytesIn = BytesOut = 0;
        State = PeerState.Free;
        WireId = RemoteId = Attempts = 0;
        AttemptData = [];
        DisconnectUntold = HasAnsweredChallenge = PingAnsweredAny = PongDue = HasOvertaken = false;
        Array.Clear(PingsSentNs, 0, PingsRemembered);
        PingSequence = 1;
        PingAnswered = 0;
        Rtt = default;
        RemoteUtcOffsetTicks = 0;
        MtuIndex = MtuProbes = MtuProbedBytes = 0;
        FragmentId = 0;
        PacingBytes = int.MaxValue;
        ArenaHead = ArenaTail = MessageArena.None;
        ArenaBytes = AbuseCount = 0;
    }
}
