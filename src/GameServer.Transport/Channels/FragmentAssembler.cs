using System;
using System.Collections.Generic;
using GameServer.Transport.Peers;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Channels;

/// <summary>One peer's half-received large messages. Every part costs its own bytes and nothing is taken on the word of a header.</summary>
internal sealed class FragmentAssembler(TransportOptions options, BufferPool pool)
{
    private readonly List<FragmentGroup> _groups = [];
    private readonly Stack<FragmentGroup> _spare = new();

    public IReadOnlyList<FragmentGroup> Groups => _groups;

    /// <summary>Adds one part. On <see cref="FragmentOutcome.Complete"/> the group is handed over, to be given back with <see cref="Finish"/>.</summary>
    public FragmentOutcome Offer(Peer peer, byte channelId, ReadOnlySpan<byte> packet, out FragmentGroup? complete)
    {
        complete = null;
        ChanneledHeader.ReadFragment(packet, out ushort id, out int partIndex, out int partCount);
        ReadOnlySpan<byte> body = packet[ChanneledHeader.FragmentedBytes..];
        if (partCount == 0 || partIndex >= partCount) return FragmentOutcome.Ignored;

        // A stock sender's smallest MTU is 508, so every part but the last carries at least 498 − layer bytes; 256 leaves room for any layer.
        if (partCount > (options.MessageBytesMax / 256) + 1) return FragmentOutcome.LimitExceeded;
        FragmentGroup? group = Find(id);
        if (group is null)
        {
            if (_groups.Count >= options.FragmentGroupsMax) return FragmentOutcome.LimitExceeded;
            group = _spare.Count > 0 ? _spare.Pop() : new FragmentGroup();
            group.Id = id;
            group.ChannelId = channelId;
            group.PartCount = partCount;
            _groups.Add(group);
        }

        if (group.ChannelId != channelId || group.PartCount != partCount) return FragmentOutcome.Ignored;
        int position = group.PositionOf(partIndex);
        if (position < 0) return FragmentOutcome.Ignored;
        if (group.Bytes + body.Length > options.MessageBytesMax) return FragmentOutcome.LimitExceeded;
        byte[] buffer = pool.Rent(body.Length);
        if (peer.HeldBytes + buffer.Length > options.HeldBytesPerPeerMax || pool.RentedBytes > options.HeldBytesMax)
        {
            pool.Return(buffer);
            return FragmentOutcome.LimitExceeded;
        }

        body.CopyTo(buffer);
        group.Insert(position, partIndex, buffer, body.Length);
        peer.HeldBytes += buffer.Length;
        if (group.Received < group.PartCount) return FragmentOutcome.Kept;
        _groups.Remove(group);
        complete = group;
        return FragmentOutcome.Complete;
    }

    public void Finish(FragmentGroup group, Peer peer)
    {
        peer.HeldBytes -= group.RentedBytes;
        group.Reset(pool);
        _spare.Push(group);
    }

    /// <summary>For restoring a captured connection.</summary>
    public FragmentGroup Open(ushort id, byte channelId, int partCount)
    {
        FragmentGroup group = new() { Id = id, ChannelId = channelId, PartCount = partCount };
        _groups.Add(group);
        return group;
    }

    public void Clear()
    {
        foreach (FragmentGroup group in _groups)
        {
            group.Reset(pool);
            _spare.Push(group);
        }

        _groups.Clear();
    }

    private FragmentGroup? Find(ushort id)
    {
        foreach (FragmentGroup group in _groups)
        {
            if (group.Id == id) return group;
        }

        return null;
    }
}
