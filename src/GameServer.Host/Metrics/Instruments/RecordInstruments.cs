using System;
using System.Collections.Generic;
using GameServer.Host.Admin;
using GameServer.Persistence;
using static GameServer.Host.Metrics.InstrumentKind;
using static GameServer.Host.Metrics.Series;

namespace GameServer.Host.Metrics.Instruments;

/// <summary>What games promise to players' records, and how the store takes it; no series when no records are kept.</summary>
internal static class RecordInstruments
{
    public static IReadOnlyList<InstrumentSpec> All { get; } =
    [
        OfShards("gameserver.promises.waiting", Gauge, "{effect}", "Effects promised to players and not known to be stored.", (in status) => status.OutboxCount),
        OfShards("gameserver.promises.fill", Gauge, "1", "How full the fullest room's outbox of promises is.", (in status) => status.OutboxFill),
        OfShards("gameserver.promises.refused", Counter, "{effect}", "Promises that games were refused, because the outbox was full.", (in status) => status.PromisesRefused),
        Of("gameserver.records.healthy", Gauge, "{state}", "1 while the store of players' records takes them, 0 when the last attempts failed.", records => records.Health == nameof(StoreHealth.Good) ? 1 : 0),
        Of("gameserver.records.full", Gauge, "{state}", "1 while the writer's memory is used up, and effects wait in the rooms.", records => records.IsFull ? 1 : 0),
        Of("gameserver.records.oldest_waiting", Gauge, "s", "How long the oldest effect has waited for the store.", records => records.OldestWaitingMs / 1000.0),
        Of("gameserver.records.effects", Counter, "{effect}", "Effects entered into players' ledgers.", records => records.StoredEffects),
        Of("gameserver.records.effects_known", Counter, "{effect}", "Effects that were offered again and in the ledgers already.", records => records.KnownEffects),
        Of("gameserver.records.commits", Counter, "{record}", "Records changed.", records => records.Commits),
        Of("gameserver.records.io", Counter, "By", "Profiles and effects given to the store.", records => records.WrittenBytes),
        Of("gameserver.records.attempts", Counter, "{batch}", "Batches sent to the store.", records => records.Attempts),
        Of("gameserver.records.retries", Counter, "{batch}", "Of them, those that failed and are sent again.", records => records.Retries),
        Of("gameserver.records.timeouts", Counter, "{batch}", "Of these, those that took too long.", records => records.Timeouts),
        Of("gameserver.records.conflicts", Counter, "{record}", "Records that another server changed in between.", records => records.Conflicts),
        Of("gameserver.records.refused", Counter, "{player}", "Players set aside for a while because the store refused their records.", records => records.PlayersRefused),
        Of("gameserver.records.unfolded", Gauge, "{record}", "Records whose effects wait because the game's rules could not make a profile.", records => records.Unfolded),
        Of("gameserver.profiles.read", Counter, "{profile}", "Profiles read for logins.", records => records.ProfilesRead),
        Of("gameserver.profiles.failed", Counter, "{profile}", "Profiles that could not be read, or not in time.", records => records.ProfilesFailed),
    ];

    private static InstrumentSpec Of(string name, InstrumentKind kind, string unit, string help, Func<PlayersReport, double> number) =>
        OfNode(name, kind, unit, help, reading => reading.Node.Players is { } records ? number(records) : null);
}
