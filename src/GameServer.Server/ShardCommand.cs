namespace GameServer.Server;

/// <summary>What an operator can ask of a shard.</summary>
public enum ShardCommand : byte
{
    None,

    /// <summary>Admit nobody and say goodbye to everyone.</summary>
    Stop,
}
