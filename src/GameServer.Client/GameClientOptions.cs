using System.Collections.Generic;
using System.Text;
using GameServer.Core;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.Client;

/// <summary>What a game chooses about its client.</summary>
public sealed record GameClientOptions
{
    /// <summary>The server's connect key.</summary>
    public string ConnectKey { get; init; } = "gameserver";

    /// <summary>
    /// The player across sessions, at most 64 bytes of UTF-8: an account's id, hard to guess. A second login with it takes the seat over. Empty: the server gives one, which ends with the session.
    /// </summary>
    public string PlayerId { get; init; } = "";

    /// <summary>The seat that an earlier run of this program had, to be taken again; null for none.</summary>
    public ResumeTicket? Ticket { get; init; }

    /// <summary>Shown to others; at most 66 letters are sent.</summary>
    public string PlayerName { get; init; } = "player";

    /// <summary>The room to join; −1 for any with a free seat.</summary>
    public int RoomId { get; init; } = -1;

    /// <summary>Inputs in each datagram at least: the new one and copies of those before. 3 survive two losses in a row; more are sent while inputs travel far ahead.</summary>
    public int InputRedundancy { get; init; } = 3;

    /// <summary>Ticks an input should reach the server before it is needed; jitter and losses add to it by themselves. Costs that much latency for everyone else to see it.</summary>
    public double InputLeadTicks { get; init; } = 0.75;

    /// <summary>Up to this much is added to the lead, drawn from the client's seed: so that a room's players do not all send in one moment of the tick.</summary>
    public double InputSpreadTicks { get; init; } = 0.5;

    /// <summary>The part of the game that this client runs ahead of the server for the player's own entities; null for none.</summary>
    public IPredictedGame? Predicts { get; init; }

    /// <summary>The game's content as this build declares it; null for that of <see cref="Predicts"/>, if it has some. Without either the server's changes of content are not asked for.</summary>
    public ContentDeclaration? Content { get; init; }

    /// <summary>Keep what is needed to show other entities smoothly, a little in the past.</summary>
    public bool Interpolates { get; init; }

    /// <summary>Share of ticks that must be known in time to be shown exactly; the rest is guessed. Higher shows others later.</summary>
    public double InterpolationPercentile { get; init; } = 0.95;

    /// <summary>How long an entity may go on as it moved when the server is not heard; then it stands.</summary>
    public double ExtrapolationMs { get; init; } = 100;

    /// <summary>Silence after which the game is told that it is interrupted.</summary>
    public double InterruptedAfterMs { get; init; } = 1_000;

    /// <summary>How long a lost connection is tried again before the client closes; 0 closes at once. By default longer than servers keep a seat by default.</summary>
    public double ReconnectSeconds { get; init; } = 75;

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
        if (!(InputSpreadTicks is >= 0 and <= 2)) problems.Add($"InputSpreadTicks is {InputSpreadTicks}; 0 to 2 are possible.");
        if (!(InterpolationPercentile is >= 0.5 and <= 1)) problems.Add($"InterpolationPercentile is {InterpolationPercentile}; 0.5 to 1 are possible.");
        if (!(ExtrapolationMs is >= 0 and <= 1_000)) problems.Add($"ExtrapolationMs is {ExtrapolationMs}; 0 to 1000 are possible.");
        if (!(InterruptedAfterMs is >= 100 and <= 60_000)) problems.Add($"InterruptedAfterMs is {InterruptedAfterMs}; 100 to 60000 are possible.");
        if (!(ReconnectSeconds is >= 0 and <= 3_600)) problems.Add($"ReconnectSeconds is {ReconnectSeconds}; 0 to 3600 are possible.");
        if (Encoding.UTF8.GetByteCount(PlayerId) > Limits.PlayerIdBytes) problems.Add($"PlayerId is longer than {Limits.PlayerIdBytes} bytes.");
        problems.AddRange(Transport.Validate());
        return problems;
    }
}
