using MemoryPack;

namespace GameServer.Tests.Interop;

[MemoryPackable(GenerateType.VersionTolerant)]
internal sealed partial class StockCommandRefusal : IStockControlMessage
{
    [MemoryPackOrder(0)] public uint Next { get; set; }

    [MemoryPackOrder(1)] public int Reason { get; set; }
}
