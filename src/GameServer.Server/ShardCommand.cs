namespace GameServer.Server;

/// <summary>What an operator can ask of a shard.</summary>
public enum ShardCommand : byte
{
    None,

    /// <summary>Admit nobody and say goodbye to everyone.</summary>
    Stop,

    /// <summary>Sample for the next two minutes where snapshot bits and time go; ask again to go on. The answer is on <see cref="Shard.Attribution"/>.</summary>
    Attribute,
}
