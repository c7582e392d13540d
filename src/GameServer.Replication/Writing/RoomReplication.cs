using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// A room's way to its clients: interest → what changed since the client's baseline → priority → packets. <see cref="BeginTick"/> once after the room's step, then
/// <see cref="Publish"/> once per client.
/// </summary>
public sealed class RoomReplication
{
    private readonly RoomInterest _interest;
    private readonly DeltaCache _deltas;
    private readonly RoomCodebooks _books;
    private readonly SnapshotWriter _writer;
    private readonly IStageClock _clock;
    private readonly RoomSimulation _room;
    private readonly ReplicationOptions _options;
    private readonly int _tickRateHz;
    private ReplicationProfile? _profile;   // null unless somebody asked
    private long _stageStart;

    /// <summary>Replication for one room.</summary>
    /// <param name="room">The room.</param>
    /// <param name="options">How to spend bandwidth; validated by the caller.</param>
    /// <param name="tickRateHz">1..128.</param>
    /// <param name="clock">Reads time for <see cref="Costs"/>; a constant one where cost does not matter.</param>
    public RoomReplication(RoomSimulation room, ReplicationOptions options, int tickRateHz, IStageClock clock)
    {
        _clock = clock;
        _room = room;
        _options = options;
        _tickRateHz = tickRateHz;
        _interest = new RoomInterest(room, options, tickRateHz);
        _books = new RoomCodebooks(room.World, room.History, tickRateHz);
        _deltas = new DeltaCache(room.World, room.History, _books.Layout, options.ShareEncodings);
        _writer = new SnapshotWriter(room, _deltas, _books, _interest, options, tickRateHz);
    }

    /// <summary>Where the time of publishing went since the start.</summary>
    public ReplicationCosts Costs { get; private set; }

    public long PacketCount => _writer.PacketCount;

    public long ByteCount => _writer.ByteCount;

    /// <summary>Entity updates written into packets.</summary>
    public long EntityCount => _writer.EntityCount;

    /// <summary>Entity updates that clients in a crowd were sent as part of a shared page.</summary>
    public long PagedEntityCount => _writer.PagedEntityCount;

    /// <summary>Those pages, counted for each client.</summary>
    public long PageCount => _writer.PageCount;

    /// <summary>Entity bodies encoded; the difference to <see cref="EntityCount"/> was copied.</summary>
    public long EncodedCount => _deltas.EncodedCount + _writer.DenseEncodedCount;

    /// <summary>Entities that waited because a client's budget was spent, counted each tick.</summary>
    public long DeferredCount => _writer.DeferredCount;

    /// <summary>Entities in clients' views, counted each tick.</summary>
    public long ViewedCount => _writer.ViewedCount;

    /// <summary>Packets in the dense coder.</summary>
    public long DensePacketCount => _writer.DensePacketCount;

    /// <summary>Codebooks made since the start.</summary>
    public int CodebookCount => _books.MadeCount;

    /// <summary>Starts to sample where bits and time go, or stops and forgets.</summary>
    public void Attribute(bool on) => _profile = on ? _profile ?? new ReplicationProfile(_room.World, _room.History, _books, _tickRateHz) : null;

    /// <summary>Where bits and time went over the last minute, or null when nothing is sampled. Allocates: not for every tick.</summary>
    public AttributionReport? Attribution() => _profile?.Report();

    /// <summary>Starts a client's view; one per seat, a new one takes the place of the seat's former one.</summary>
    /// <param name="player">Its seat.</param>
    /// <param name="tag">Handed back with every packet.</param>
    /// <param name="readsDense">Whether the client can read <see cref="PacketKind.DenseSnapshot"/>.</param>
    public Viewer AddViewer(PlayerSlot player, int tag, bool readsDense = true)
    {
        Viewer viewer = new(player, tag, _options, _tickRateHz) { ReadsDense = readsDense };
        if (_books.NewestId != 0) viewer.OfferedBook = Viewer.NeverOffered;
        viewer.Coder.Follow(_options, _options.Coder, readsDense, viewer.BytesPerSecond, _tickRateHz);
        Seat(viewer);
        _writer.ScheduleHash(viewer);
        return viewer;
    }

    /// <summary>True while a view that was set aside can be taken up again: what the client acknowledged is still in the history. In a crowd, what it holds is known of the crowd only.</summary>
    public bool CanResume(Viewer viewer) => !viewer.IsInFlock && _room.History.Holds(viewer.FollowedTick);

    /// <summary>Goes on with a view that <see cref="RemoveViewer"/> set aside, while <see cref="CanResume"/>.</summary>
    public void ResumeViewer(Viewer viewer)
    {
        Check.That(CanResume(viewer));
        viewer.OwnedStaleAt = _room.Tick;   // what the player predicted meanwhile, the server did not do
        Seat(viewer);
    }

    /// <summary>Ends a client's view, or sets it aside.</summary>
    public void RemoveViewer(Viewer viewer)
    {
        _interest.Remove(viewer);
        _writer.Forget(viewer);
    }

    /// <summary>Sorts the newest tick's entities for this round of <see cref="Publish"/>.</summary>
    public void BeginTick()
    {
        long start = _clock.Nanoseconds;
        _deltas.BeginTick();
        _books.BeginTick();
        _interest.BeginTick();
        _writer.BeginTick();
        _stageStart = _clock.Nanoseconds;
        Costs = Costs with { GridNs = Costs.GridNs + _stageStart - start };
    }

    /// <summary>Sends one client what it is missing.</summary>
    public void Publish(Viewer viewer, in InputFeedback feedback, ISnapshotSink sink)
    {
        // A stage starts when the one before it ended: one look at the clock for each.
        _interest.Update(viewer);
        if (feedback.Recovered) viewer.OwnedStaleAt = _room.World.Tick;
        long interested = _clock.Nanoseconds;
        OfferBook(viewer, sink);
        long bytesBefore = _writer.ByteCount;
        _writer.Write(viewer, feedback, sink);
        long written = _clock.Nanoseconds;
        Costs = Costs with
        {
            InterestNs = Costs.InterestNs + interested - _stageStart,
            WriteNs = Costs.WriteNs + written - interested,
        };
        _profile?.Note(viewer, _writer.LastWritten, (int)(_writer.ByteCount - bytesBefore) * 8, written - _stageStart);
        _stageStart = written;
    }

    // Spread over a second, so that a new book is no burst; a newcomer gets it at once.
    private void OfferBook(Viewer viewer, ISnapshotSink sink)
    {
        if (viewer.OfferedBook == _books.NewestId) return;
        if (viewer.OfferedBook != Viewer.NeverOffered && (_room.Tick.Value + viewer.Player.Value) % (uint)_tickRateHz != 0) return;
        viewer.OfferedBook = _books.NewestId;
        sink.SendCodebook(viewer, _books.Message);
    }

    // What the seat's former view still held goes back.
    private void Seat(Viewer viewer)
    {
        if (_interest.ViewerOf(viewer.Player) is { } former && former != viewer) _writer.Forget(former);
        _interest.Add(viewer);
    }
}
