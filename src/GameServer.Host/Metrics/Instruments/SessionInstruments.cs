using System.Collections.Generic;
using System.Linq;
using static GameServer.Host.Metrics.InstrumentKind;
using static GameServer.Host.Metrics.Series;

namespace GameServer.Host.Metrics.Instruments;

/// <summary>Rooms, sessions and what happens to them.</summary>
internal static class SessionInstruments
{
    public static IReadOnlyList<InstrumentSpec> All { get; } =
    [
        OfShards("gameserver.rooms", Gauge, "{room}", "Rooms.", (in status) => status.RoomCount),
        OfShards("gameserver.entities", Gauge, "{entity}", "Entities alive in them.", (in status) => status.EntityCount),
        OfShardsBy(
            "gameserver.sessions",
            Gauge,
            "{session}",
            "Players with a seat, connected or awaited, and logins that wait for a player's record.",
            "state",
            ("playing", (in status) => status.PlayerCount),
            ("interrupted", (in status) => status.InterruptedCount),
            ("logging_in", (in status) => status.LoginsWaiting)),
        OfNode("gameserver.seats", Gauge, "{session}", "Seats there are in all rooms.", reading => (double)reading.Node.PlayersPerRoom * reading.Shards.Sum(status => status.RoomCount)),
        OfShards("gameserver.peers", Gauge, "{peer}", "Connections, joined or not.", (in status) => status.PeerCount),
        OfShardsBy(
            "gameserver.session.events",
            Counter,
            "{event}",
            "What happened to sessions: joins refused, connections lost, players back in their seats, resume tokens refused, second logins, seats given up because nobody came, logins without the player's record.",
            "event",
            ("refused", (in status) => status.JoinsRefused),
            ("interrupted", (in status) => status.Interruptions),
            ("resumed", (in status) => status.Resumes),
            ("resume_refused", (in status) => status.ResumesRefused),
            ("taken_over", (in status) => status.TakeOvers),
            ("grace_expired", (in status) => status.GracesExpired),
            ("profile_missing", (in status) => status.ProfilesMissing)),
        OfShards("gameserver.session.events_lost", Counter, "{event}", "Events of players that found no place on their way to the log.", (in status) => status.EventsDropped),
        OfShards("gameserver.commands", Counter, "{command}", "Reliable commands taken from players.", (in status) => status.CommandCount),
        OfShards("gameserver.spawns.refused", Counter, "{entity}", "Entities that a game wanted and a full room refused.", (in status) => status.SpawnsRefused),
        OfShards("gameserver.rewinds", Counter, "{action}", "Actions judged in the past that their player saw.", (in status) => status.RewindCount),
        OfShards("gameserver.rewinds.clamped", Counter, "{action}", "Of them, those taken back less far than the client claimed.", (in status) => status.RewindClampedCount),
    ];
}
