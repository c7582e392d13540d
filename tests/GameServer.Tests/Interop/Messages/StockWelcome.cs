using MemoryPack;

namespace GameServer.Tests.Interop;

[MemoryPackable(GenerateType.VersionTolerant)]
internal sealed partial class StockWelcome : IStockControlMessage
{
    [MemoryPackOrder(0)] public int Room { get; set; }

    [MemoryPackOrder(1)] public int Seat { get; set; }

    [MemoryPackOrder(2)] public int EntitySlots { get; set; }

    [MemoryPackOrder(3)] public int TickRateHz { get; set; }

    [MemoryPackOrder(4)] public uint Tick { get; set; }

    [MemoryPackOrder(5)] public long TickUtcTicks { get; set; }

    [MemoryPackOrder(6)] public ulong SchemaHash { get; set; }

    [MemoryPackOrder(7)] public int Seats { get; set; }

    [MemoryPackOrder(8)] public string PlayerId { get; set; } = "";

    [MemoryPackOrder(9)] public byte[] ResumeToken { get; set; } = [];

    [MemoryPackOrder(10)] public int Start { get; set; }

    [MemoryPackOrder(11)] public uint CommandsTaken { get; set; }
}
