namespace GameServer.Replication;

/// <summary>A client's record of the snapshot packets it applied: the newest number and a bit for each of the 32 before it. Sent with every input packet.</summary>
public struct AckWindow
{
    /// <summary>False until the first packet.</summary>
    public bool Any { get; private set; }

    /// <summary>Newest packet applied.</summary>
    public ushort Newest { get; private set; }

    /// <summary>Bit i: packet <see cref="Newest"/> − 1 − i was applied too.</summary>
    public uint Bits { get; private set; }

    /// <summary>Rebuilds the window from the wire.</summary>
    public static AckWindow FromWire(ushort newest, uint bits) => new() { Any = true, Newest = newest, Bits = bits };

    /// <summary>True when the packet was applied before, or is too old to tell.</summary>
    public readonly bool Contains(ushort sequence)
    {
        if (!Any) return false;
        int age = PacketSequence.Distance(Newest, sequence);
        if (age < 0) return false;
        return age == 0 || age > 32 || ((Bits >> (age - 1)) & 1) != 0;
    }

    /// <summary>Notes an applied packet.</summary>
    public void Add(ushort sequence)
    {
        int ahead = Any ? PacketSequence.Distance(sequence, Newest) : 0;
        if (!Any || ahead > 0)
        {
            ulong shifted = Any && ahead <= 32 ? (((ulong)Bits << 1) | 1) << (ahead - 1) : 0;
            Bits = (uint)shifted;
            Newest = sequence;
            Any = true;
        }
        else if (ahead is < 0 and >= -32)
        {
            Bits |= 1u << (-ahead - 1);
        }
    }
}
