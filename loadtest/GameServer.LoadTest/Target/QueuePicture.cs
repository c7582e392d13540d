namespace GameServer.LoadTest.Target;

/// <summary>One of the server's bounded queues when its status was asked for.</summary>
/// <param name="Depth">What waited in it.</param>
/// <param name="Limit">What it holds, in the same unit.</param>
internal sealed record QueuePicture(long Depth, long Limit);
