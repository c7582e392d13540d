using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// One client's view of a room, on the server: which entities it is shown, what it has acknowledged of each, and what is on its way.
/// </summary>
public sealed class Viewer
{
    /// <summary>A packet counts as lost once three later ones arrived: what TCP has used since 1988, and reordering in the wild rarely exceeds it.</summary>
    private const int ReorderPackets = 3;

    /// <summary>How long a late acknowledgement counts: a round trip of 1 s at 128 Hz, of 4 s at 30 Hz.</summary>
    private const int RememberTicks = 2 * Limits.HistoryTicks;

    /// <summary>In <see cref="OfferedBook"/>: came when there was a book already, and is to be sent it at once.</summary>
    internal const int NeverOffered = -1;

    /// <summary>What of a view to fetch ahead: a little more than the object has.</summary>
    public const int ObjectBytes = 208;

    private ViewRecords _shown;
    private Tick _resyncedAt;
    private int _ackDelayEighths = 8 * 4;   // smoothed ticks from sending to acknowledgement, in eighths

    /// <summary>A new client: nothing shown yet.</summary>
    /// <param name="player">The seat whose focus it follows.</param>
    /// <param name="tag">Whatever the owner of the viewer wants back in <see cref="ISnapshotSink.Send"/>.</param>
    /// <param name="options">What it may be sent, and for how large a view to prepare; validated by the caller.</param>
    /// <param name="tickRateHz">1..128.</param>
    public Viewer(PlayerSlot player, int tag, ReplicationOptions options, int tickRateHz)
    {
        Player = player;
        Tag = tag;
        _shown = new ViewRecords(player, options.EntitiesInView);
        Rate = new SendRate(options, tickRateHz);
        Sent = new SentPackets(options.EntitiesInView);
    }

    public PlayerSlot Player { get; }

    /// <summary>Handed back with every packet.</summary>
    public int Tag { get; set; }

    /// <summary>Entities the client is shown, those on their way out included.</summary>
    public int RecordCount => _shown.Count;

    /// <summary>Newest tick of which the client acknowledged a packet: the baseline most entities share.</summary>
    public Tick AckedTick { get; private set; }

    /// <summary>Packets acknowledged.</summary>
    public long AckedCount { get; private set; }

    /// <summary>Packets given up, those included whose acknowledgement came late after all.</summary>
    public long LostCount { get; private set; }

    /// <summary>Acknowledgements of packets never sent.</summary>
    public long ForgedAckCount { get; private set; }

    /// <summary>Whether it is written to in the dense coder.</summary>
    public bool IsDense => Coder.IsDense;

    /// <summary>Snapshot payload per second that the client's path is thought to take.</summary>
    public int BytesPerSecond => Rate.BytesPerSecond;

    /// <summary>Bits the client may still be sent; refilled every tick.</summary>
    internal int BudgetBits;

    /// <summary>Where it looked from in the last tick it was published; nothing is near until its player first looks at something.</summary>
    internal ViewCentre Centre = ViewCentre.None;
    internal Tick FollowedTick;   // when the centre was last brought up to date
    internal Tick SentTick;

    /// <summary>Newest tick with entities in its packet.</summary>
    internal Tick BusyTick;

    /// <summary>Tick from which the client cannot be trusted to have predicted its own entities: they count as changed in it.</summary>
    internal Tick OwnedStaleAt;
    internal Tick HashTick;

    /// <summary>Number of the newest codebook the client says it holds.</summary>
    internal int HeldBook;

    /// <summary>Number of the newest codebook it was sent.</summary>
    internal int OfferedBook;

    /// <summary>Whether the client can read dense packets.</summary>
    internal bool ReadsDense;

    internal DenseChoice Coder;

    /// <summary>Number of the dense coder's last start for this client, as long as it is not used.</summary>
    internal int DenseStart;

    /// <summary>For tests: overrules the options.</summary>
    internal SnapshotCoder? ForcedCoder;

    /// <summary>What the dense coder keeps for the client; null while it is not used.</summary>
    internal DenseLink? Dense;

    /// <summary>True while the flock's pages stand for the records of its members.</summary>
    internal bool IsInFlock;
    internal Tick FlockTick;        // when that was last looked at
    internal Tick FlockAgainTick;   // not in it before
    internal int ReserveBits;       // of the budget, saved up for what is not in pages

    /// <summary>By page of the room's flock; empty where there can be none.</summary>
    internal PageView[] Pages { get; private set; } = [];

    /// <summary>Ticks from a packet to its acknowledgement, smoothed; a guess before the first.</summary>
    internal int AckDelayTicks => _ackDelayEighths / 8;

    internal SendRate Rate { get; }

    internal SentPackets Sent { get; }

    internal Span<ViewRecord> Records => _shown.All;

    /// <summary>Where its player looked from in the last tick it was published, in the game's units.</summary>
    /// <param name="position">Where the game's entities stand.</param>
    /// <param name="x">Across.</param>
    /// <param name="y">Along.</param>
    /// <returns>False while the player has not looked at anything.</returns>
    public bool TryReadCentre(PositionSource position, out double x, out double y)
    {
        ReadOnlySpan<FieldSchema> fields = position.Component.Schema!.Fields;
        x = Centre.Exists ? fields[position.FieldX].Dequantize(Centre.X) : 0;
        y = Centre.Exists ? fields[position.FieldY].Dequantize(Centre.Y) : 0;
        return Centre.Exists;
    }

    /// <summary>Takes in what the client says it applied. Numbers it cannot know are counted and ignored.</summary>
    public void Acknowledge(in AckWindow acks, Tick now)
    {
        if (!acks.Any) return;
        int ahead = PacketSequence.Distance(Sent.Next, acks.Newest);
        if (ahead is < 1 or > Limits.PacketsInFlight && !Mutations.Has(Mutation.AckFromTheFuture))
        {
            ForgedAckCount += ahead < 1 ? 1 : 0;
            return;
        }

        for (int behind = 0; behind <= 32; behind++)
        {
            ushort sequence = (ushort)(acks.Newest - behind);
            if (PacketSequence.Distance(sequence, Sent.Oldest) < 0) break;
            bool arrived = behind == 0 || ((acks.Bits >> (behind - 1)) & 1) != 0;
            ref SentPacket packet = ref Sent.At(sequence);
            if (arrived && packet.Fate != PacketFate.Arrived) Resolve(ref packet, now);
        }

        GiveUpOvertaken(acks.Newest);
    }

    /// <summary>Takes in which codebook the client says it holds; a number it cannot know only makes its own packets unreadable to it.</summary>
    public void HoldsCodebook(int id) => HeldBook = id;

    /// <summary>Fetches what an acknowledgement or a tick of this view needs; see <see cref="CacheLine"/>. <see cref="ObjectBytes"/> of the view itself come a step before.</summary>
    /// <param name="step">0, then 1, each time for a few viewers in turn.</param>
    public void Prefetch(int step)
    {
        if (step == 0)
        {
            CacheLine.FetchObject(Sent, SentPackets.ObjectBytes);
            CacheLine.FetchObject(Rate, SendRate.ObjectBytes);
            _shown.Prefetch();
        }
        else
        {
            Sent.Prefetch();
        }
    }

    /// <summary>Starts over: the client lost something it should have. At most once per history, whatever the client says.</summary>
    /// <returns>False when it was too soon again.</returns>
    public bool TryResync(Tick now)
    {
        if (now - _resyncedAt < Limits.HistoryTicks && !_resyncedAt.IsNone) return false;
        _resyncedAt = now;
        Dense?.Forget();
        Array.Fill(Pages, new PageView { FirstTick = now.Next });
        FlockAgainTick = now + Limits.HistoryTicks;   // pages could not tell any more what went before: out of the flock, with all that may be held
        _shown.StartOver(now);
        return true;
    }

    /// <summary>Gives up packets that should have been acknowledged long ago.</summary>
    internal void ExpirePackets(Tick now)
    {
        int patienceTicks = (_ackDelayEighths / 4) + 4;   // twice the smoothed delay, and a little
        while (Sent.AnyPending)
        {
            ref SentPacket packet = ref Sent.At(Sent.OldestPending);
            if (now - packet.Tick <= patienceTicks) return;
            GiveUp(ref packet);
            Sent.SkipResolved();
        }
    }

    /// <summary>Brings the records in line with what was found; see <see cref="ViewRecords.Merge"/>.</summary>
    internal void Merge(ReadOnlySpan<uint> found, World world, Tick now, Span<ViewRecord> entering) => _shown.Merge(found, world, now, entering);

    /// <summary>Notes that the next packet carries these records, which are in slot order.</summary>
    /// <param name="now">The tick it shows.</param>
    /// <param name="entities">What it carries.</param>
    /// <param name="bytes">How long it is.</param>
    internal void NoteSent(Tick now, ReadOnlySpan<SelectedEntity> entities, int bytes)
    {
        ForgetOldPackets(now);
        Sent.Begin(now, entities.Length, bytes);
        Rate.NoteSent(bytes);
        Span<ViewRecord> records = Records;
        foreach (ref readonly SelectedEntity entity in entities)
        {
            ref ViewRecord record = ref records[entity.Record];
            Sent.AddSlot(record.Slot);
            record.SentTick = now;
            record.Priority = 0;
            if (record.State == ViewState.Unsent) record.State = ViewState.Shown;
        }

        SentTick = now;
    }

    /// <summary>Notes that the next packet carries these pages of the flock.</summary>
    internal void NotePagesSent(Tick now, ReadOnlySpan<ushort> pages, int bytes)
    {
        ForgetOldPackets(now);
        Sent.Begin(now, pages.Length, bytes, carriesPages: true);
        Rate.NoteSent(bytes);
        foreach (ushort page in pages)
        {
            Sent.AddSlot(page);
            Pages[page].SentTick = now;
        }

        SentTick = now;
    }

    /// <summary>Drops the records that pages stand for from now on: of members, but the client's own.</summary>
    internal void DropMembers(ReadOnlySpan<ulong> members, ReadOnlySpan<ushort> own) => _shown.DropMembers(members, own);

    /// <summary>Adds records in slot order for what pages stood for until now. What has a record already keeps it.</summary>
    internal void AddRecords(Span<ViewRecord> added) => _shown.Add(added);

    /// <summary>Age of the state that a packet's deltas are coded against where they say nothing else; 0 for none.</summary>
    internal int BaselineAge(Tick now)
    {
        if (AckedTick.IsNone) return 0;
        int age = now - AckedTick;
        return age < Limits.HistoryTicks ? age : 0;
    }

    /// <summary>Takes memory for a flock of so many pages.</summary>
    internal void PreparePages(int count) => Pages = new PageView[count];

    /// <summary>Forgets packets that were acknowledged or are too old to matter, and the oldest one if its place is needed.</summary>
    private void ForgetOldPackets(Tick now)
    {
        while (Sent.Oldest != Sent.Next)
        {
            ref SentPacket oldest = ref Sent.At(Sent.Oldest);
            if (oldest.Fate != PacketFate.Arrived && now - oldest.Tick <= RememberTicks && !Sent.IsFull) return;
            if (oldest.Fate == PacketFate.Pending) GiveUp(ref oldest);
            Sent.SkipResolved();
            Sent.ForgetOldest();
        }
    }

    private void GiveUpOvertaken(ushort newest)
    {
        Sent.SkipResolved();
        for (ushort sequence = Sent.OldestPending; PacketSequence.Distance(newest, sequence) >= ReorderPackets; sequence++)
        {
            ref SentPacket packet = ref Sent.At(sequence);
            if (packet.Fate == PacketFate.Pending) GiveUp(ref packet);
        }

        Sent.SkipResolved();
    }

    private void Resolve(ref SentPacket packet, Tick now)
    {
        packet.Fate = PacketFate.Arrived;
        AckedCount++;
        Rate.NoteArrived(packet.Tick, packet.Bytes, now);
        _ackDelayEighths += Math.Min(now - packet.Tick, Limits.HistoryTicks) - (_ackDelayEighths / 8);
        if (packet.Tick > AckedTick) AckedTick = packet.Tick;
        if (packet.CarriesPages) ResolvePages(packet);
        else _shown.Acknowledge(Sent, packet);
    }

    private void ResolvePages(in SentPacket packet)
    {
        for (int i = 0; i < packet.EntryCount; i++)
        {
            ref PageView page = ref Pages[Sent.SlotOf(packet, i)];
            if (packet.Tick >= page.FirstTick && packet.Tick > page.AckedTick) page.AckedTick = packet.Tick;
        }
    }

    private void GiveUp(ref SentPacket packet)
    {
        packet.Fate = PacketFate.GivenUp;
        LostCount++;
        Rate.NoteLost(packet.Tick);
        if (packet.CarriesPages) GiveUpPages(packet);
        else _shown.GiveUp(Sent, packet);
    }

    private void GiveUpPages(in SentPacket packet)
    {
        for (int i = 0; i < packet.EntryCount; i++)
        {
            ref PageView page = ref Pages[Sent.SlotOf(packet, i)];
            if (page.SentTick == packet.Tick) page.SentTick = Tick.None;
        }
    }
}
