namespace GameServer.Server;

/// <summary>What a record of a shard's log says of a room; the numbers are on disk.</summary>
public enum RecordKind : byte
{
    /// <summary>The room began, from nothing: <see cref="RoomOrigin"/>. Its next tick is 1.</summary>
    Began = 1,

    /// <summary>The first or a further part of a tick that is too long for one record.</summary>
    TickPart = 2,

    /// <summary>A tick, or the last part of one, in the layout of <see cref="Simulation.TickEncoder"/>.</summary>
    Tick = 3,

    /// <summary>The log of the room goes on behind the tick the record names, whose state hash is the payload (u64): what the log said of later ticks before is void.</summary>
    Resumed = 4,
}
