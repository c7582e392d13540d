using System.Collections.Generic;
using GameServer.Core;
using GameServer.Transport;

namespace GameServer.Client;

/// <summary>What a game chooses about its client.</summary>
public sealed record GameClientOptions
{
    /// <summary>The server's connect key.</summary>
    public string ConnectKey { get; init; } = "gameserver";

    /// <summary>Shown to others; at most 66 letters are sent.</summary>
    public string PlayerName { get; init; } = "player";

    /// <summary>The room to join; −1 for any with a free seat.</summary>
    public int RoomId { get; init; } = -1;

    /// <summary>Inputs in each datagram: the new one and copies of those before. 3 survive two losses in a row.</summary>
    public int InputRedundancy { get; init; } = 3;

    /// <summary>Ticks an input should reach the server before it is needed: covers jitter, costs that much latency.</summary>
    public double InputLeadTicks { get; init; } = 1.5;

    /// <summary>True when client and server read the same clock (one machine): snapshot ages then need no estimate of its offset.</summary>
    public bool SharesServerClock { get; init; }

    /// <summary>Declarations of other builds that servers sent; clients made from the same options share it.</summary>
    public ISchemaCache SchemaCache { get; init; } = new MemorySchemaCache();

    /// <summary>Limits of the wire.</summary>
    public TransportOptions Transport { get; init; } = TransportOptions.ForClient;

    /// <summary>Every problem with these options, empty when a client can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        if (InputRedundancy is < 1 or > Limits.InputsPerPacket) problems.Add($"InputRedundancy is {InputRedundancy}; 1 to {Limits.InputsPerPacket} are possible.");
        if (!(InputLeadTicks >= 0 && InputLeadTicks <= Limits.InputAheadTicks / 2)) problems.Add($"InputLeadTicks is {InputLeadTicks}; 0 to {Limits.InputAheadTicks / 2} are possible.");
        problems.AddRange(Transport.Validate());
        return problems;
    }
}
