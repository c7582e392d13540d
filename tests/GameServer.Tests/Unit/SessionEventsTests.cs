using System.Linq;
using GameServer.Server;
using Xunit;

namespace GameServer.Tests.Unit;

/// <summary>The ring by which a shard tells what happens: bounded, and not to be flooded by strangers.</summary>
public sealed class SessionEventsTests
{
    [Fact]
    public void Events_come_out_in_the_order_they_went_in_however_often_the_ring_comes_round()
    {
        SessionEvents events = new();
        SessionEvent[] read = new SessionEvent[100];
        for (int round = 0; round < 100; round++)
        {
            for (int i = 0; i < 99; i++) events.Add(Event(SessionEventKind.Joined, (round * 99) + i));
            Assert.Equal(99, events.WaitingCount);
            Assert.Equal(99, events.Read(read));
            Assert.Equal(Enumerable.Range(round * 99, 99), read.Take(99).Select(happened => (int)happened.Number));
        }

        Assert.Equal(0, events.DroppedCount);
        Assert.Equal(0, events.Read(read));
    }

    [Fact]
    public void What_finds_no_place_is_dropped_and_counted_and_the_oldest_stay()
    {
        SessionEvents events = new();
        for (int i = 0; i < SessionEvents.Capacity + 10; i++) events.Add(Event(SessionEventKind.Left, i));
        Assert.Equal(10, events.DroppedCount);
        SessionEvent[] read = new SessionEvent[SessionEvents.Capacity + 1];
        Assert.Equal(SessionEvents.Capacity, events.Read(read));
        Assert.Equal(0, read[0].Number);
        Assert.Equal(SessionEvents.Capacity - 1, read[SessionEvents.Capacity - 1].Number);
    }

    [Fact]
    public void A_flood_of_refusals_leaves_room_for_what_happens_to_players()
    {
        SessionEvents events = new();
        for (int i = 0; i < 2 * SessionEvents.Capacity; i++) events.Add(Event(SessionEventKind.Refused, i));
        long dropped = events.DroppedCount;
        Assert.Equal(SessionEvents.Capacity + (SessionEvents.Capacity / 2), dropped);
        events.Add(Event(SessionEventKind.Kicked, -1));
        Assert.Equal(dropped, events.DroppedCount);
        SessionEvent[] read = new SessionEvent[SessionEvents.Capacity];
        int count = events.Read(read);
        Assert.Equal(SessionEventKind.Kicked, read[count - 1].Kind);
    }

    [Fact]
    public void Texts_that_were_not_given_are_empty_and_not_missing()
    {
        SessionEvents events = new();
        events.Add(new SessionEvent { Kind = SessionEventKind.Connected });
        SessionEvent[] read = new SessionEvent[1];
        events.Read(read);
        Assert.Equal(("", "", ""), (read[0].PlayerId, read[0].PlayerName, read[0].Text));
    }

    private static SessionEvent Event(SessionEventKind kind, long number) => new() { Kind = kind, Number = number };
}
