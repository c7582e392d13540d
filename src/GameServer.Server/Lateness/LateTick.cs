using GameServer.Core;

namespace GameServer.Server;

/// <summary>A tick that started over 1 ms after its time or ended after the next one's, with what may have been the reason.</summary>
/// <param name="Number">Of the shard's late ticks, from 1 on.</param>
/// <param name="When">When it started.</param>
/// <param name="Room">Whose tick.</param>
/// <param name="Tick">Which.</param>
/// <param name="Players">Of the room, connected.</param>
/// <param name="LatenessNs">How long after its time it started.</param>
/// <param name="CostNs">How long it took.</param>
/// <param name="OverranNs">How much of the lateness is due to what the shard did before: it was still busy when this tick was due.</param>
/// <param name="SpanNs">From when the shard was last done in time to the end of this tick: the time that <paramref name="Stages"/> and <paramref name="Thread"/> tell of.</param>
/// <param name="Stages">What took how long in it.</param>
/// <param name="Thread">What befell the shard's thread in it.</param>
/// <param name="Follows">Late ticks in it before this one: with any, what made them late most likely made this one late too.</param>
public readonly record struct LateTick(
    long Number, Timestamp When, RoomId Room, Tick Tick, int Players, long LatenessNs, long CostNs, long OverranNs, long SpanNs, StageCosts Stages, ThreadUse Thread, int Follows = 0);
