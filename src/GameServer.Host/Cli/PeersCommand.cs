using System.Collections.Generic;
using System.CommandLine;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver peers</c>.</summary>
internal sealed class PeersCommand(ApiConnection connection) : ListCommand(connection, "peers", "Lists connections, joined or not.", "peers")
{
    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("Shard", "shard"),
        new("Peer", "peer"),
        new("Address", "endpoint"),
        new("State", "state"),
        new("Player", "player"),
        new("Age s", "ageSeconds"),
        new("Silent s", "silentSeconds"),
        new("RTT ms", "rttMs"),
        new("Bytes in", "bytesIn"),
        new("Bytes out", "bytesOut"),
        new("Queued packets", "queuedPackets"),
    ];

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/peers");
}
