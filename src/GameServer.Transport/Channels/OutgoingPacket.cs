namespace GameServer.Transport.Channels;

/// <summary>A reliable packet in the send window: the exact bytes, which are the same on every repeat.</summary>
internal struct OutgoingPacket
{
    /// <summary>Null once acknowledged.</summary>
    public byte[]? Buffer;
    public int Length;
    public int Sends;
    public long SentNs;
    public long DueNs;
}
