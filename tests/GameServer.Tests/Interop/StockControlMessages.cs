using MemoryPack;

namespace GameServer.Tests.Interop;

/// <summary>The control messages as a game with stock MemoryPack declares them, from nothing but <c>docs/PROTOCOL.md</c>.</summary>
[MemoryPackable]
[MemoryPackUnion(0, typeof(StockJoinRequest))]
[MemoryPackUnion(1, typeof(StockWelcome))]
[MemoryPackUnion(2, typeof(StockRefusal))]
[MemoryPackUnion(3, typeof(StockClock))]
[MemoryPackUnion(4, typeof(StockFarewell))]
internal partial interface IStockControlMessage;

[MemoryPackable(GenerateType.VersionTolerant)]
internal sealed partial class StockJoinRequest : IStockControlMessage
{
    [MemoryPackOrder(0)] public int ProtocolVersion { get; set; }

    [MemoryPackOrder(1)] public ulong SchemaHash { get; set; }

    [MemoryPackOrder(2)] public int Room { get; set; }

    [MemoryPackOrder(3)] public string PlayerName { get; set; } = "";
}

[MemoryPackable(GenerateType.VersionTolerant)]
internal sealed partial class StockWelcome : IStockControlMessage
{
    [MemoryPackOrder(0)] public int Room { get; set; }

    [MemoryPackOrder(1)] public int Seat { get; set; }

    [MemoryPackOrder(2)] public int EntitySlots { get; set; }

    [MemoryPackOrder(3)] public int TickRateHz { get; set; }

    [MemoryPackOrder(4)] public uint Tick { get; set; }

    [MemoryPackOrder(5)] public long TickUtcTicks { get; set; }
}

[MemoryPackable(GenerateType.VersionTolerant)]
internal sealed partial class StockRefusal : IStockControlMessage
{
    [MemoryPackOrder(0)] public int Reason { get; set; }

    [MemoryPackOrder(1)] public string Text { get; set; } = "";
}

[MemoryPackable(GenerateType.VersionTolerant)]
internal sealed partial class StockClock : IStockControlMessage
{
    [MemoryPackOrder(0)] public uint Tick { get; set; }

    [MemoryPackOrder(1)] public long TickUtcTicks { get; set; }
}

[MemoryPackable(GenerateType.VersionTolerant)]
internal sealed partial class StockFarewell : IStockControlMessage
{
    [MemoryPackOrder(0)] public int Reason { get; set; }

    [MemoryPackOrder(1)] public string Text { get; set; } = "";
}
