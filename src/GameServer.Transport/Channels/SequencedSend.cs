namespace GameServer.Transport.Channels;

/// <summary>
/// Sending half of the two sequenced methods. The reliable one keeps its latest packet until exactly that sequence is acknowledged; older ones are
/// forgotten.
/// </summary>
internal struct SequencedSend
{
    /// <summary>Last sequence used; the first one sent is 1.</summary>
    public int Sequence;
    public byte[]? Packet;
    public int PacketBytes;
    public long DueNs;
    public int Sends;

    public void Acknowledge(int sequence, BufferPool pool)
    {
        if (sequence == Sequence) Forget(pool);
    }

    public void Forget(BufferPool pool)
    {
        if (Packet is null) return;
        pool.Return(Packet);
        Packet = null;
    }

    public void Reset(BufferPool pool)
    {
        Forget(pool);
        this = default;
    }
}
