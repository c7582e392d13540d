using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.Server;

/// <summary>Seats kept free for players who are on the way. They are no part of a room's state: a seat is taken when its player comes, and not before.</summary>
internal sealed class SeatReservations
{
    private const long KeptNs = 30 * Timestamp.NanosecondsPerSecond;

    private readonly List<Reservation> _reservations = [];

    public void Add(Room room, string playerId, Timestamp now)
    {
        room.ReservedSeats++;
        _reservations.Add(new Reservation(room, playerId, now.Plus(KeptNs)));
    }

    /// <summary>The player is here: the seat is no longer kept from others.</summary>
    public void Take(Room room, string playerId)
    {
        int index = _reservations.FindIndex(kept => kept.Room == room && kept.PlayerId == playerId);
        if (index >= 0) RemoveAt(index);
    }

    /// <summary>Whether a seat of the room is kept for the player.</summary>
    public bool Has(Room room, string playerId) => _reservations.Exists(kept => kept.Room == room && kept.PlayerId == playerId);

    public void Expire(Timestamp now)
    {
        for (int i = _reservations.Count - 1; i >= 0; i--)
        {
            if (now.CompareTo(_reservations[i].Until) >= 0) RemoveAt(i);
        }
    }

    private void RemoveAt(int index)
    {
        _reservations[index].Room.ReservedSeats--;
        _reservations.RemoveAt(index);
    }

    private readonly record struct Reservation(Room Room, string PlayerId, Timestamp Until);
}
