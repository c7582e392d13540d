namespace GameServer.LoadTest.Target;

/// <summary>The server's garbage collector since the start.</summary>
internal sealed record GcPicture(long Gen0, long Gen1, long Gen2, long AllocatedBytes);
