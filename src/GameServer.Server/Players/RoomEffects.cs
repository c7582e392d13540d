using System;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>
/// A room's outbox on its way to the store: effects of durable ticks are offered in order, each once per life of the process; and when the store has them, the room is told by an event of its log. What a full
/// queue refuses stays in the outbox, which is in every checkpoint, and is offered again; so is, in the next process, whatever this one did not hear to be stored.
/// </summary>
internal sealed class RoomEffects(Room room, EffectQueue queue)
{
    /// <summary>Effects that a login looks through, some 600; when more wait, it waits for all of them: then the store or the disk is in trouble, and ticks have no time for searches.</summary>
    private const int SearchedBytesMax = 64 << 10;

    private readonly EffectOutbox _outbox = room.Simulation.Outbox;
    private readonly DurableTicks _stored = new(Tick.None);
    private long _next = room.Simulation.Outbox.Start;
    private Tick _offering;   // the tick of the newest effect offered, while there may be more of it
    private Tick _toldThrough;

    public Room Room => room;

    /// <summary>All effects of ticks up to this one are in the queue, or beyond it.</summary>
    public Tick OfferedThrough { get; private set; }

    /// <summary>True when the queue has taken all there is.</summary>
    public bool IsAllOffered => !_outbox.TryRead(_next, out _);

    /// <summary>Offers what has become durable, and tells the room what is stored.</summary>
    public void Offer()
    {
        Tick durable = room.DurableTick;
        OfferedThrough = durable;
        while (_outbox.TryRead(_next, out PromisedEffect effect) && effect.Id.Tick <= durable)
        {
            if (effect.Id.Tick > _offering) EndTick();
            if (!queue.TryOffer(effect.Id, effect.Player, effect.Kind, effect.Keeping, effect.Payload))
            {
                OfferedThrough = effect.Id.Tick - 1;
                break;
            }

            _next = effect.End;
            _offering = effect.Id.Tick;
        }

        if (OfferedThrough == durable) EndTick();
        Settle();
    }

    /// <summary>The tick after which nothing more is promised to a player who is no longer seated here; null when there is nothing that was not offered yet.</summary>
    public Tick? LastPromiseTo(string playerId, ReadOnlySpan<byte> playerUtf8)
    {
        if (room.Simulation.IsLeaving(playerId)) return room.Tick.Next;   // the game may still promise something to those who leave
        if (_outbox.Start + _outbox.Bytes - _next > SearchedBytesMax) return room.Tick;
        Tick? last = null;
        for (long at = _next; _outbox.TryRead(at, out PromisedEffect effect); at = effect.End)
        {
            if (effect.Player.SequenceEqual(playerUtf8)) last = effect.Id.Tick;
        }

        return last;
    }

    private void EndTick()
    {
        if (!_offering.IsNone) _stored.Add(queue.LastOffered, _offering);
        _offering = Tick.None;
    }

    private void Settle()
    {
        _stored.Advance(queue.StoredThrough);
        if (_stored.Newest == _toldThrough) return;
        _toldThrough = _stored.Newest;
        room.Simulation.EffectsStored(_toldThrough);
    }
}
