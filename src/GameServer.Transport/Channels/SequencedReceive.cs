using GameServer.Transport.Wire;

namespace GameServer.Transport.Channels;

/// <summary>Receiving half of the two sequenced methods: only what is newer than the newest is delivered, nothing is held.</summary>
internal struct SequencedReceive
{
    /// <summary>Newest sequence received; senders start at 1.</summary>
    public int Newest;

    /// <summary>How far the packet is ahead of the newest, which moves along when it is ahead at all.</summary>
    public int Offer(int sequence)
    {
        int relative = Sequence.Relative(sequence, Newest);
        if (relative > 0) Newest = sequence;
        return relative;
    }
}
