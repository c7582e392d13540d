using GameServer.Core;

namespace GameServer.Replication;

/// <summary>One snapshot packet on its way.</summary>
internal struct SentPacket
{
    public Tick Tick;
    public uint FirstEntry;
    public int EntryCount;

    /// <summary>Known to have arrived, or given up.</summary>
    public bool Resolved;
}
