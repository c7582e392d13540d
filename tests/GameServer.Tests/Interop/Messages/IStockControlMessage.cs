using MemoryPack;

namespace GameServer.Tests.Interop;

/// <summary>The control messages as a game with stock MemoryPack declares them, from nothing but <c>docs/PROTOCOL.md</c>.</summary>
[MemoryPackable]
[MemoryPackUnion(0, typeof(StockJoinRequest))]
[MemoryPackUnion(1, typeof(StockWelcome))]
[MemoryPackUnion(2, typeof(StockRefusal))]
[MemoryPackUnion(3, typeof(StockClock))]
[MemoryPackUnion(4, typeof(StockFarewell))]
[MemoryPackUnion(7, typeof(StockCommand))]
[MemoryPackUnion(8, typeof(StockCommandResults))]
[MemoryPackUnion(9, typeof(StockCommandRefusal))]
internal partial interface IStockControlMessage;
