namespace GameServer.Replication;

/// <summary>One entity of a composed page.</summary>
internal readonly record struct PageEntry(ushort Slot, bool IsRemoval, ushort GapBit, ushort OperationBit);
