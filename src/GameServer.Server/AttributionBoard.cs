using System.Collections.Generic;
using System.Threading;
using GameServer.Core;
using GameServer.Replication;

namespace GameServer.Server;

/// <summary>
/// Samples, while somebody asks, where the bits and nanoseconds of a shard's rooms go, and leaves a picture a second for other threads. Not asked, it is one comparison a tick.
/// </summary>
public sealed class AttributionBoard
{
    private const long AskedForNs = 120 * Timestamp.NanosecondsPerSecond;
    private const long PeriodNs = Timestamp.NanosecondsPerSecond;

    private IReadOnlyDictionary<int, AttributionReport> _reports = new Dictionary<int, AttributionReport>();
    private Timestamp _until;
    private Timestamp _publishedAt;
    private bool _on;

    /// <summary>The newest picture of each room by its number; empty when nothing is sampled. From any thread.</summary>
    public IReadOnlyDictionary<int, AttributionReport> Read() => Volatile.Read(ref _reports);

    internal void Ask(RoomTable rooms, Timestamp now)
    {
        _until = now.Plus(AskedForNs);
        if (_on) return;
        _on = true;
        _publishedAt = now;
        foreach (Room room in rooms.All) room.Replication.Attribute(true);
    }

    internal void Publish(RoomTable rooms, Timestamp now)
    {
        if (!_on || now.Since(_publishedAt) < PeriodNs) return;
        _publishedAt = now;
        _on = now.Since(_until) < 0;
        Dictionary<int, AttributionReport> reports = [];
        foreach (Room room in rooms.All)
        {
            if (!_on) room.Replication.Attribute(false);
            else if (room.Replication.Attribution() is { } report) reports.Add(room.Id.Value, report);
        }

        Volatile.Write(ref _reports, reports);
    }
}
