using System;
using GameServer.Core;

namespace GameServer.Server;

/// <summary>
/// What one room plays by, and who of its clients has been told. A change is announced some ticks before it happens, so that clients have it when they predict its first tick.
/// </summary>
internal sealed class RoomContent
{
    // Of one room in one tick: a change for a thousand players is spread over a few ticks, and one that is large over more.
    private const int MessagesPerTick = 256;
    private const int BytesPerTick = 256 << 10;

    private readonly Room _room;
    private ContentEdition? _edition;   // newest announced; null in games without content
    private Tick _from;
    private ulong _noted;               // the last version that somebody was told of
    private int _next;                  // session to be looked at
    private bool _isTold = true;        // nobody waits for anything

    /// <param name="room">Restored or new.</param>
    public RoomContent(Room room)
    {
        _room = room;
        if (room.Simulation.Game.Content is not null) _edition = new ContentEdition(room.Simulation.World.Content, []);
        _noted = Active;
    }

    /// <summary>The newest version announced; 0 in games without content.</summary>
    public ulong Announced => _edition?.Version ?? 0;

    /// <summary>The version of the last tick; 0 in games without content.</summary>
    public ulong Active => _edition is null ? 0 : _room.Simulation.World.Content.Hash;

    /// <summary>Changes the room's content some ticks from now; nothing happens when there is nothing to change.</summary>
    /// <param name="edition">Of this game's content.</param>
    /// <param name="leadTicks">Ticks until clients can be expected to have it.</param>
    /// <returns>False while another change is on its way: this one has to be announced again.</returns>
    public bool Announce(ContentEdition edition, int leadTicks)
    {
        if (_edition is null || ReferenceEquals(_edition, edition)) return true;
        if (_room.Simulation.NextContent is not null) return false;
        bool changes = edition.Version != Announced;
        _edition = edition;   // even if it is the same version: it may know more differences
        if (!changes) return true;
        _from = _room.Tick + (_room.AttachedCount == 0 ? 1 : leadTicks);
        _room.Simulation.ChangeContent(edition.Set, _from);
        _isTold = false;
        return true;
    }

    /// <summary>True once after the room has changed.</summary>
    public bool TryNoteChange(out ulong version)
    {
        version = Active;
        bool changed = version != _noted;
        _noted = version;
        return changed;
    }

    /// <summary>A client has come, with a version of its own; 0 when it takes no content.</summary>
    public void Attach(Session session, ulong held)
    {
        session.ContentHeld = held;
        session.ContentSentWhole = 0;
        _isTold = false;
    }

    /// <summary>A client could not come to a version. It is sent the whole once; when that does not help either it stays with what it has.</summary>
    public void SendWhole(Session session, ulong version)
    {
        if (session.ContentHeld == 0 || version != session.ContentHeld || session.ContentSentWhole == version) return;
        session.ContentHeld = Session.ContentUnknown;
        _isTold = false;
    }

    /// <summary>Sends the newest version to clients that lack it, as many as one tick may.</summary>
    public void Send(ControlSender sender)
    {
        if (_isTold || _edition is null) return;
        int messages = 0;
        int bytes = 0;
        bool anyFull = false;
        for (int count = _room.Sessions.Length; count > 0; count--)
        {
            if (messages == MessagesPerTick || bytes >= BytesPerTick) return;
            if (_next >= _room.Sessions.Length) _next = 0;
            Session session = _room.Sessions[_next++];
            if (!session.IsAttached || session.ContentHeld == 0 || session.ContentHeld == _edition.Version) continue;
            int sent = Send(session, _edition, sender);
            anyFull |= sent == 0;
            bytes += sent;
            messages++;
        }

        _isTold = !anyFull;   // whose connection takes nothing now is asked again next tick
    }

    private int Send(Session session, ContentEdition edition, ControlSender sender)
    {
        ulong held = session.ContentHeld;
        ReadOnlySpan<byte> body = edition.BodyFor(ref held);
        if (!sender.Content(session.Peer, _from, held, edition.Version, body)) return 0;
        session.ContentHeld = edition.Version;
        if (held == 0) session.ContentSentWhole = edition.Version;
        return body.Length;
    }
}
