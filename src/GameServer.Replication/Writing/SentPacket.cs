using GameServer.Core;

namespace GameServer.Replication;

/// <summary>One snapshot packet on its way.</summary>
internal struct SentPacket
{
    public Tick Tick;
    public uint FirstEntry;
    public ushort EntryCount;
    public ushort Bytes;
    public PacketFate Fate;
    public bool CarriesPages;   // of the flock; entities otherwise
}
