using MemoryPack;

namespace GameServer.Tests.Interop;

[MemoryPackable(GenerateType.VersionTolerant)]
internal sealed partial class StockRefusal : IStockControlMessage
{
    [MemoryPackOrder(0)] public int Reason { get; set; }

    [MemoryPackOrder(1)] public string Text { get; set; } = "";
}
