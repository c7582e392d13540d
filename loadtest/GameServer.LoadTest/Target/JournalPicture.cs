namespace GameServer.LoadTest.Target;

/// <summary>A shard's journal, as far as it is a queue.</summary>
/// <param name="WaitingBytes">Not durable yet.</param>
/// <param name="QueueBytesMax">Where ticks would no longer be logged.</param>
internal sealed record JournalPicture(long WaitingBytes, long QueueBytesMax);
