using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// The server's end of one client's <see cref="DenseMemory"/>: what the client was sent, what of it arrived, and so what both may have learned. Whatever goes wrong, a start from nothing
/// puts it right: the client needs nothing for that.
/// </summary>
internal sealed class DenseLink
{
    /// <summary>So many packets lost in a row: a client that cannot read them looks like that.</summary>
    private const int LostInRowMax = 24;

    private readonly byte[] _fates = new byte[DenseHeader.ToldMax];   // of the last groups learned from, by group modulo their number
    private bool _mustRestart;
    private bool _isFresh;      // the client is not known to have heard of this start
    private int _start;
    private int _group;         // first one not learned from
    private int _knownGroup;    // the same of the client's memory, as far as is known

    public DenseLink(DenseLayout layout) => Memory = new DenseMemory(layout);

    public DenseMemory Memory { get; }

    public DenseLessons Lessons { get; } = new();

    /// <summary>First group not learned from.</summary>
    public int Group => _group;

    /// <summary>Number of the present start, modulo <see cref="DenseHeader.Starts"/>. A client that comes from another link goes on counting from there.</summary>
    public int Start
    {
        get => _start;
        set => _start = value;
    }

    /// <summary>Starts the next packet's memory from nothing.</summary>
    public void Forget() => _mustRestart = true;

    /// <summary>Learns from the packets whose fate is settled by now.</summary>
    public void Settle(SentPackets sent)
    {
        if (_mustRestart || !FollowClient(sent)) Restart(sent.Next);
        int current = sent.Next / DenseHeader.Group;
        while (_group != current && DenseHeader.Minus(_group, _knownGroup) < DenseHeader.ToldMax && IsSettled(sent)) Learn(sent);
        if (DenseHeader.Minus(current, _group) >= DenseHeader.BehindMax) Restart(sent.Next);   // one short of it: a tick's packets may reach into the next group
    }

    /// <summary>The first bytes of the next packet.</summary>
    public DenseHeader HeaderOf(ushort sequence, Tick now) => new()
    {
        Sequence = sequence,
        Behind = DenseHeader.Minus(sequence / DenseHeader.Group, _group),
        Told = DenseHeader.Minus(_group, _knownGroup),
        IsFreshStart = _isFresh,
        Start = _start,
        TickLow = (int)now.Value & ((1 << Tick.NearBits) - 1),
    };

    /// <summary>Says which packets arrived of the groups that the client is not known to have learned from.</summary>
    public void Tell(ref RangeWriter coder)
    {
        if (_knownGroup == _group) return;
        for (int group = _knownGroup; group != _group; group = DenseHeader.Minus(group, -1))
        {
            for (int bit = 0; bit < DenseHeader.Group; bit++) coder.Code((_fates[group % DenseHeader.ToldMax] >> bit) & 1, DenseHeader.ArrivedChance);
        }

        for (int bit = 0; bit < DenseHeader.DigestBits; bit++) coder.Code((int)(Memory.Digest >> bit) & 1, 32_768);
    }

    /// <summary>Looks for the newest packet that arrived: what it was coded with the client has learned.</summary>
    /// <returns>False when too many were lost since.</returns>
    private bool FollowClient(SentPackets sent)
    {
        int lost = 0;
        for (int back = 1; back <= DenseLessons.Packets; back++)
        {
            ushort sequence = (ushort)(sent.Next - back);
            if (!Lessons.Holds(sequence)) continue;
            PacketFate fate = sent.At(sequence).Fate;
            if (fate == PacketFate.GivenUp) lost++;
            if (fate != PacketFate.Arrived) continue;
            _knownGroup = Lessons.GroupOf(sequence);
            _isFresh = false;
            break;
        }

        return lost < LostInRowMax;
    }

    private void Restart(ushort next)
    {
        _mustRestart = false;
        _isFresh = true;
        _start = (_start + 1) % DenseHeader.Starts;
        _group = next / DenseHeader.Group;
        _knownGroup = _group;
        Memory.Forget();
        Lessons.Clear();
    }

    private bool IsSettled(SentPackets sent)
    {
        for (int i = 0; i < DenseHeader.Group; i++)
        {
            ushort sequence = (ushort)((_group * DenseHeader.Group) + i);
            if (Lessons.Holds(sequence) && sent.At(sequence).Fate == PacketFate.Pending) return false;
        }

        return true;
    }

    private void Learn(SentPackets sent)
    {
        int fates = 0;
        for (int i = 0; i < DenseHeader.Group; i++)
        {
            ushort sequence = (ushort)((_group * DenseHeader.Group) + i);
            if (!Lessons.Holds(sequence) || sent.At(sequence).Fate != PacketFate.Arrived) continue;
            fates |= 1 << i;
            Memory.Learn(Lessons, sequence);
        }

        _fates[_group % DenseHeader.ToldMax] = (byte)fates;
        _group = DenseHeader.Minus(_group, -1);
    }
}
