using System;

namespace GameServer.Transport.Channels;

/// <summary>
/// One half-received large message: the parts that came, in index order, in rented buffers. Sized by what arrived, never by what was claimed.
/// </summary>
internal sealed class FragmentGroup
{
    private const int PartCapacityFirst = 4;

    private Part[] _parts = new Part[PartCapacityFirst];

    public ushort Id;
    public byte ChannelId;
    public int PartCount;
    public int Received;
    public int Bytes;
    public int RentedBytes;

    public ReadOnlySpan<Part> Parts => _parts.AsSpan(0, Received);

    /// <summary>Where the part belongs, or −1 when it is there already. Parts mostly come in order, so the search starts at the end.</summary>
    public int PositionOf(int partIndex)
    {
        int position = Received;
        while (position > 0 && _parts[position - 1].Index >= partIndex)
        {
            position--;
            if (_parts[position].Index == partIndex) return -1;
        }

        return position;
    }

    public void Insert(int position, int partIndex, byte[] buffer, int length)
    {
        if (Received == _parts.Length) Array.Resize(ref _parts, _parts.Length * 2);
        Array.Copy(_parts, position, _parts, position + 1, Received - position);
        _parts[position] = new Part(partIndex, buffer, length);
        Received++;
        Bytes += length;
        RentedBytes += buffer.Length;
    }

    public void Reset(BufferPool pool)
    {
        for (int i = 0; i < Received; i++)
        {
            pool.Return(_parts[i].Buffer);
            _parts[i] = default;
        }

        Received = PartCount = Bytes = RentedBytes = 0;
    }

    public readonly struct Part(int index, byte[] buffer, int length)
    {
        public readonly int Index = index;
        public readonly byte[] Buffer = buffer;
        public readonly int Length = length;
    }
}
