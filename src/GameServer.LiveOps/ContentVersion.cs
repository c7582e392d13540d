using System;

namespace GameServer.LiveOps;

/// <summary>One version that was published.</summary>
/// <param name="Hash">By which it is known.</param>
/// <param name="PublishedAt">When.</param>
/// <param name="Who">Who did it.</param>
/// <param name="Note">What they said about it.</param>
/// <param name="Bytes">Length of its canonical form.</param>
public sealed record ContentVersion(ulong Hash, DateTimeOffset PublishedAt, string Who, string Note, int Bytes);
