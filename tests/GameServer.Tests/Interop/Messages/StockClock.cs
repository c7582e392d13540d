using MemoryPack;

namespace GameServer.Tests.Interop;

[MemoryPackable(GenerateType.VersionTolerant)]
internal sealed partial class StockClock : IStockControlMessage
{
    [MemoryPackOrder(0)] public uint Tick { get; set; }

    [MemoryPackOrder(1)] public long TickUtcTicks { get; set; }
}
