using GameServer.Transport.Wire;

namespace GameServer.Transport.Channels;

/// <summary>Both directions of one channel id: a window each way for the two windowed methods, the latest packet each way for the two sequenced ones.</summary>
internal sealed class Channel
{
    public byte Id;

    /// <summary>Windowed methods only; made on first use and kept for the next peer in the slot.</summary>
    public ReliableSendWindow? SendWindow;
    public ReliableReceiveWindow? ReceiveWindow;

    public SequencedSend SequencedSend;
    public SequencedReceive SequencedReceive;

    /// <summary>Something valid arrived since the last flush, so an acknowledgement leaves with the next.</summary>
    public bool AckDue;

    public bool IsWindowed => ChannelId.IsWindowed(Id);

    public void Reset(BufferPool pool)
    {
        SendWindow?.Reset(pool);
        ReceiveWindow?.Reset(pool);
        SequencedSend.Reset(pool);
        SequencedReceive = default;
        AckDue = false;
    }
}
