using GameServer.Server;

namespace GameServer.Host.Operating;

/// <summary>A player, and the shard where the seat is.</summary>
internal readonly record struct FoundPlayer(ShardDesk Shard, PlayerRow Row);
