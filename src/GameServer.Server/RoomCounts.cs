namespace GameServer.Server;

/// <summary>What rooms counted since the start, added up; what a room counted that has closed stays in it, because sums that others take differences of must never fall.</summary>
internal struct RoomCounts
{
    private long _late;
    private long _forgiven;
    private long _packets;
    private long _bytes;
    private long _updates;
    private long _encodings;
    private long _deferred;
    private long _viewed;
    private long _pages;
    private long _densePackets;
    private long _codebooks;
    private long _spawnsRefused;
    private long _rewinds;
    private long _rewindsClamped;
    private long _simulateNs;
    private long _gridNs;
    private long _interestNs;
    private long _writeNs;

    public void Add(Room room)
    {
        _late += room.Schedule.LateCount;
        _forgiven += room.Schedule.ForgivenCount;
        _packets += room.Replication.PacketCount;
        _bytes += room.Replication.ByteCount;
        _updates += room.Replication.EntityCount;
        _encodings += room.Replication.EncodedCount;
        _deferred += room.Replication.DeferredCount;
        _viewed += room.Replication.ViewedCount;
        _pages += room.Replication.PageCount;
        _densePackets += room.Replication.DensePacketCount;
        _codebooks += room.Replication.CodebookCount;
        _spawnsRefused += room.World.SpawnsRefused;
        _rewinds += room.World.Rewind.Count;
        _rewindsClamped += room.World.Rewind.ClampedCount;
        _simulateNs += room.SimulationNs;
        _gridNs += room.Replication.Costs.GridNs;
        _interestNs += room.Replication.Costs.InterestNs;
        _writeNs += room.Replication.Costs.WriteNs;
    }

    public readonly void CopyTo(ref ShardStatus status, ref StageCosts stages)
    {
        status.LateTickCount = _late;
        status.ForgivenTickCount = _forgiven;
        status.SnapshotPackets = _packets;
        status.SnapshotBytes = _bytes;
        status.EntityUpdates = _updates;
        status.EntityEncodings = _encodings;
        status.EntitiesDeferred = _deferred;
        status.EntitiesViewed = _viewed;
        status.SnapshotPages = _pages;
        status.DensePackets = _densePackets;
        status.Codebooks = _codebooks;
        status.SpawnsRefused = _spawnsRefused;
        status.RewindCount = _rewinds;
        status.RewindClampedCount = _rewindsClamped;
        stages.SimulateNs = _simulateNs;
        stages.GridNs = _gridNs;
        stages.InterestNs = _interestNs;
        stages.WriteNs = _writeNs;
    }
}
