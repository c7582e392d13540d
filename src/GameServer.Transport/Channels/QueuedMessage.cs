namespace GameServer.Transport.Channels;

/// <summary>A message (or one part of a large one) waiting for a place in the window, with room for its packet header in front.</summary>
internal struct QueuedMessage
{
    public byte[] Buffer;
    public int Length;
    public bool IsFragment;
}
