using System;
using GameServer.Client;
using GameServer.Core;

namespace GameServer.LoadTest.Bots;

/// <summary>Watches one bot from outside: what it was shown and what it commanded.</summary>
public interface IBotWitness
{
    /// <summary>The bot chose its command for a tick; the fields are valid during the call only.</summary>
    void InputSampled(Tick tick, ReadOnlySpan<int> fields);

    /// <summary>A snapshot packet took effect in the bot's view.</summary>
    void SnapshotApplied(GameClient client, in SnapshotArrival arrival);

    /// <summary>A command that somebody gave through the bot's client has come to its end.</summary>
    void CommandAnswered(GameClient client, in CommandAnswer answer)
    {
    }
}
