namespace GameServer.Tests.Interop;

/// <summary>The five delivery methods by the numbers that every LiteNetLib, and ours, gives them.</summary>
internal enum EchoMethod : byte
{
    ReliableUnordered = 0,
    Sequenced = 1,
    ReliableOrdered = 2,
    ReliableSequenced = 3,
    Unreliable = 4,
}
