using GameServer.Core;
using GameServer.Host.Data;
using GameServer.Server;
using Microsoft.Extensions.Logging;

namespace GameServer.Host.Logging;

/// <summary>What the log says of the node every few seconds: a line on what is going on, and one for each thing whose state has changed.</summary>
internal sealed class NodeReporter(ILogger log, StatusBoard[] boards, LateTicks[] lateTicks, NodeStore? store, PlayerRecords? records)
{
    private readonly StatusLine _line = new(boards);
    private readonly LateTickLog _late = new(lateTicks);
    private readonly DropLog _drops = new(boards);
    private readonly JournalLog? _journal = store is null ? null : new JournalLog(boards, shard => JournalState.Of(store.Shards[shard]));
    private readonly PlayerLog? _players = records is null ? null : new PlayerLog(boards, () => records.Status);

    public void Report(Timestamp now)
    {
        NodeMessages.Status(log, _line.Next());
        foreach (string line in _late.Next()) NodeMessages.TickLate(log, line);
        foreach (string line in _drops.Next(now)) NodeMessages.DropsChanged(log, line);
        foreach (OperatorNote note in _journal?.Next() ?? []) NodeMessages.Changed(log, LogEventId.JournalChanged, note);
        foreach (OperatorNote note in _players?.Next() ?? []) NodeMessages.Changed(log, LogEventId.RecordsChanged, note);
    }
}
