using GameServer.Core;

namespace GameServer.Server;

/// <summary>
/// The content of a shard's rooms: follows a plan, so that what begins or ends at a time does so in every room within a moment. While no room lags behind the plan and nothing begins or ends, a step costs two
/// comparisons.
/// </summary>
public sealed class ShardContent
{
    private const long PeriodNs = 100 * Timestamp.NanosecondsPerMillisecond;

    /// <summary>From the announcement of a change to its tick: beyond the way there of most players, and what the input buffer holds.</summary>
    private const int LeadMs = 500;

    private readonly RoomTable _rooms;
    private Timestamp _asked;
    private long _nextTicks;   // UTC: until then the plan says what it said
    private bool _isFollowed;  // by every room

    internal ShardContent(RoomTable rooms) => _rooms = rooms;

    /// <summary>Follows another plan from the next step on. The shard's thread, or whoever has made the shard before it runs.</summary>
    public void Follow(IContentPlan plan)
    {
        _rooms.Plan = plan;
        AskAgain();
    }

    /// <summary>Asks for every room with the next step: there is one more.</summary>
    internal void AskAgain()
    {
        _isFollowed = false;
        _asked = default;
    }

    internal void Step(Timestamp now)
    {
        if (_rooms.Plan is not { } plan) return;
        bool holds = now.UtcTicks < _nextTicks && now.UtcTicks >= _asked.UtcTicks;   // the world's clock may be set back
        if (holds && (_isFollowed || now.Since(_asked) < PeriodNs)) return;
        _asked = now;
        _nextTicks = plan.NextChangeTicks(now);
        _isFollowed = true;
        foreach (Room room in _rooms.All)
        {
            if (plan.EditionFor(room.Id, now) is { } edition) _isFollowed &= room.Content.Announce(edition, (LeadMs * room.TickRateHz / 1000) + 1);
        }
    }
}
