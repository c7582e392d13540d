using MemoryPack;

namespace GameServer.Tests.Interop;

[MemoryPackable(GenerateType.VersionTolerant)]
internal sealed partial class StockCommandResults : IStockControlMessage
{
    [MemoryPackOrder(0)] public uint First { get; set; }

    [MemoryPackOrder(1)] public ushort[] Results { get; set; } = [];
}
