using GameServer.Replication;

namespace GameServer.Client;

/// <summary>A snapshot packet that was applied, and how late it was.</summary>
/// <param name="Info">What the packet said.</param>
/// <param name="AgeNs">Time from the moment its tick was due on the server to its arrival here.</param>
/// <param name="InputToEffectNs">Time from sampling the input that its tick consumed to seeing the result; −1 when the tick had none from us.</param>
public readonly record struct SnapshotArrival(SnapshotInfo Info, long AgeNs, long InputToEffectNs);
