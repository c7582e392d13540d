using GameServer.LoadTest.Run;

namespace GameServer.LoadTest.Capacity;

/// <summary>One run of a capacity search.</summary>
internal sealed record CapacityTrial(int Bots, ExitCode Code);
