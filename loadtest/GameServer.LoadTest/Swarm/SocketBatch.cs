using System;
using System.Runtime.InteropServices;
using GameServer.Transport;

namespace GameServer.LoadTest.Swarm;

/// <summary>
/// What the sockets of one thread share: where datagrams are received, and those that wait to be sent together. Many bots at a time read, then play, then send, each in turn: the kernel's code for receiving, a bot's and
/// the kernel's for sending do not fit the processor's nearest cache together, and bot by bot each would push out the others.
/// </summary>
internal sealed unsafe class SocketBatch
{
    /// <summary>One more than a datagram may have, so that a longer one is seen to be longer.</summary>
    public const int SlotBytes = TransportLimits.DatagramBytes + 1;

    /// <summary>Sockets that may read ahead at once: few enough that what the first has read is still near when the last has.</summary>
    public const int Places = 64;

    /// <summary>The place of a socket that reads when it is asked.</summary>
    public const int PlaceOfOne = Places;

    private const int HeldMax = 4 * Places;
    private const int HeldBytesMax = 4 * TransportLimits.DatagramBytes;   // inputs are some 20 bytes each

    private readonly byte[] _received = GC.AllocateArray<byte>((Places + 1) * SlotBytes, pinned: true);
    private readonly byte[] _bytes = new byte[HeldBytesMax];
    private readonly BotSocket[] _senders = new BotSocket[HeldMax];
    private readonly int[] _ends = new int[HeldMax];
    private int _heldCount;
    private bool _holds;

    /// <summary>Where the datagram received at a place is.</summary>
    public Span<byte> Slot(int place) => _received.AsSpan(place * SlotBytes, SlotBytes);

    /// <summary>The same for the kernel.</summary>
    public byte* AddressOf(int place) => (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_received, place * SlotBytes);

    /// <summary>From now on holds what is sent, until <see cref="Send"/>.</summary>
    public void Hold() => _holds = true;

    /// <summary>Takes a datagram to send later; false when it must be sent now.</summary>
    public bool TryHold(BotSocket sender, ReadOnlySpan<byte> datagram)
    {
        if (!_holds) return false;
        int start = _heldCount == 0 ? 0 : _ends[_heldCount - 1];
        if (_heldCount == HeldMax || start + datagram.Length > HeldBytesMax)
        {
            Send();
            return false;   // in its turn, for what was sent before it has gone
        }

        datagram.CopyTo(_bytes.AsSpan(start));
        _senders[_heldCount] = sender;
        _ends[_heldCount++] = start + datagram.Length;
        return true;
    }

    /// <summary>Sends what is held, in the order it came.</summary>
    public void Send()
    {
        _holds = false;
        int start = 0;
        for (int i = 0; i < _heldCount; i++)
        {
            _senders[i].SendNow(_bytes.AsSpan(start, _ends[i] - start));
            start = _ends[i];
        }

        _heldCount = 0;
    }
}
