using System;
using GameServer.Client;
using GameServer.Core;

namespace GameServer.LoadTest.Bots;

/// <summary>Decides what one bot does, from what its client can see and from nothing else. Owned by one thread; all chance comes from the seed it was made with.</summary>
public interface IPilot
{
    /// <summary>Fills in the command for a tick: the quantised fields of the game's input, in the order it declares them; they hold the previous command.</summary>
    void Decide(GameClient client, Tick tick, Span<int> fields);
}
