using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// Where a packet is decoded before any of it takes effect. Belongs to a thread, not to a client: thousands of bots share one.
/// </summary>
public sealed class SnapshotScratch
{
    internal readonly int[] Rows = new int[Limits.SnapshotEntities * Limits.RowFields];
    internal readonly StagedEntity[] Entities = new StagedEntity[Limits.SnapshotEntities];

    internal struct StagedEntity
    {
        public ReplicatedEntity Entity;
        public EntityOperation Operation;
        public int Index;             // of a delta's entity in the view, when it was decoded
        public Tick Baseline;         // of the state a delta was coded against, which may be older than what the packet named
        public int FirstField;
        public int FieldCount;
    }
}
