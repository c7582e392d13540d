using MemoryPack;

namespace GameServer.Tests.Interop;

[MemoryPackable(GenerateType.VersionTolerant)]
internal sealed partial class StockCommand : IStockControlMessage
{
    [MemoryPackOrder(0)] public uint Number { get; set; }

    [MemoryPackOrder(1)] public byte[] Command { get; set; } = [];
}
