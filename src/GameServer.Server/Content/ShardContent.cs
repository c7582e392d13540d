using GameServer.Core;

namespace GameServer.Server;

/// <summary>The content of a shard's rooms: follows a plan, asking it several times a second for each room, so that what begins or ends at a time does so in every room within a moment.</summary>
public sealed class ShardContent
{
    private const long PeriodNs = 100 * Timestamp.NanosecondsPerMillisecond;

    /// <summary>From the announcement of a change to its tick: beyond the way there of most players, and what the input buffer holds.</summary>
    private const int LeadMs = 500;

    private readonly RoomTable _rooms;
    private long _askNs;

    internal ShardContent(RoomTable rooms) => _rooms = rooms;

    /// <summary>Follows another plan from the next step on. The shard's thread, or whoever has made the shard before it runs.</summary>
    public void Follow(IContentPlan plan)
    {
        _rooms.Plan = plan;
        _askNs = 0;
    }

    internal void Step(Timestamp now)
    {
        if (_rooms.Plan is not { } plan || now.Nanoseconds < _askNs) return;
        _askNs = now.Nanoseconds + PeriodNs;
        foreach (Room room in _rooms.All)
        {
            if (plan.EditionFor(room.Id, now) is { } edition) room.Content.Announce(edition, (LeadMs * room.TickRateHz / 1000) + 1);
        }
    }
}
