namespace GameServer.Transport;

/// <summary>LiteNetLib's delivery methods with its numbers: the first four are also the low two bits of a channel id on the wire.</summary>
public enum DeliveryMethod : byte
{
    ReliableUnordered = 0,
    Sequenced = 1,
    ReliableOrdered = 2,
    ReliableSequenced = 3,
    Unreliable = 4,
}
