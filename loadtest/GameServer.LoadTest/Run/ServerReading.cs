using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Run;

/// <summary>The server at one moment, as far as it can be seen.</summary>
/// <param name="Picture">Its status; null when it cannot be read.</param>
/// <param name="CpuSeconds">User and system time of its process; null when unknown.</param>
internal sealed record ServerReading(ServerPicture? Picture, double? CpuSeconds);
