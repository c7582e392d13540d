namespace GameServer.Transport.Channels;

/// <summary>A packet that arrived before its turn, header included, in a rented buffer.</summary>
internal readonly struct HeldPacket(byte[] buffer, int length)
{
    public readonly byte[]? Buffer = buffer;
    public readonly int Length = length;
}
