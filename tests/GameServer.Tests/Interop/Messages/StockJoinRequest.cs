using MemoryPack;

namespace GameServer.Tests.Interop;

[MemoryPackable(GenerateType.VersionTolerant)]
internal sealed partial class StockJoinRequest : IStockControlMessage
{
    [MemoryPackOrder(0)] public int ProtocolVersion { get; set; }

    [MemoryPackOrder(1)] public ulong SchemaHash { get; set; }

    [MemoryPackOrder(2)] public int Room { get; set; }

    [MemoryPackOrder(3)] public string PlayerName { get; set; } = "";

    [MemoryPackOrder(4)] public string Game { get; set; } = "";

    [MemoryPackOrder(5)] public ulong KnownSchemaHash { get; set; }

    [MemoryPackOrder(6)] public string PlayerId { get; set; } = "";

    [MemoryPackOrder(7)] public byte[] ResumeToken { get; set; } = [];

    [MemoryPackOrder(8)] public bool HoldsView { get; set; }
}
