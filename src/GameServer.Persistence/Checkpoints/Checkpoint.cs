using System;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>A room's whole state after a tick, as stored.</summary>
/// <param name="Room">The room.</param>
/// <param name="Tick">The last tick it includes.</param>
/// <param name="Sequence">Newest log record it includes: replay begins with the next.</param>
/// <param name="Identity">Who wrote it.</param>
/// <param name="StateHash">Hash of the state, to be compared after it was loaded.</param>
/// <param name="State">The state; the server's business.</param>
public readonly record struct Checkpoint(RoomId Room, Tick Tick, ulong Sequence, JournalIdentity Identity, ulong StateHash, ReadOnlyMemory<byte> State);
