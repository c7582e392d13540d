using System.Collections.Generic;
using GameServer.Server;
using GameServer.Transport;
using static GameServer.Host.Metrics.InstrumentKind;
using static GameServer.Host.Metrics.Series;

namespace GameServer.Host.Metrics.Instruments;

/// <summary>Datagrams, what is in them, and what was thrown away.</summary>
internal static class NetworkInstruments
{
    public static IReadOnlyList<InstrumentSpec> All { get; } =
    [
        ByDirection("gameserver.network.datagrams", "{datagram}", "UDP datagrams.", (in status) => status.DatagramsIn, (in status) => status.DatagramsOut),
        ByDirection("gameserver.network.io", "By", "Payload of those datagrams; IP and UDP add 28 or 48 bytes to each.", (in status) => status.BytesIn, (in status) => status.BytesOut),
        ByDirection("gameserver.network.packets", "{packet}", "Packets merged into those datagrams.", (in status) => status.PacketsIn, (in status) => status.PacketsOut),
        ByDirection("gameserver.network.messages", "{message}", "Messages inside those packets.", (in status) => status.MessagesIn, (in status) => status.MessagesOut),
        OfShards("gameserver.network.resends", Counter, "{packet}", "Reliable packets sent again.", (in status) => status.Resends),
        OfShards("gameserver.network.duplicates", Counter, "{packet}", "Reliable packets that arrived again.", (in status) => status.Duplicates),
        OfShardsBy(
            "gameserver.network.connects",
            Counter,
            "{request}",
            "Connect requests: accepted once the address had proved that it receives, rejected, answered by a challenge.",
            "outcome",
            ("accepted", (in status) => status.ConnectsAccepted),
            ("rejected", (in status) => status.ConnectsRejected),
            ("challenged", (in status) => status.ConnectsChallenged)),
        OfShards("gameserver.network.disconnects", Counter, "{peer}", "Connections that ended, however.", (in status) => status.Disconnects),
        ByReason<DropReason>("gameserver.transport.drops", "{packet}", "Datagrams and packets thrown away by the transport: hostile, lost or out of place.", (in status) => status.TransportDrops),
        ByReason<SessionDrop>("gameserver.session.drops", "{message}", "Messages thrown away because the session they came from may not send them.", (in status) => status.SessionDrops),
        OfNode("gameserver.kernel.drops", Counter, "{datagram}", "Datagrams the kernel threw away because a socket was not read in time.", reading => reading.Node.KernelDrops),
        OfNode("gameserver.kernel.send_failures", Counter, "{datagram}", "Datagrams the kernel refused to send.", reading => reading.Process.SendFailures),
    ];

    private static InstrumentSpec ByDirection(string name, string unit, string help, ShardNumber received, ShardNumber sent) =>
        OfShardsBy(name, Counter, unit, help, "direction", ("in", received), ("out", sent));
}
