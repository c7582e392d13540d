using GameServer.Core;

namespace GameServer.Replication;

/// <summary>What an input packet says besides its rows.</summary>
/// <param name="Acks">Snapshot packets the client applied.</param>
/// <param name="Resync">The client asks for everything anew.</param>
/// <param name="Newest">Tick the newest row is meant for.</param>
/// <param name="Count">Rows carried, 0..15; row i is meant for <paramref name="Newest"/> − i.</param>
/// <param name="Codebook">Number of the newest codebook the client holds, 0 for the built-in one.</param>
public readonly record struct InputPacketContent(AckWindow Acks, bool Resync, Tick Newest, int Count, int Codebook);
