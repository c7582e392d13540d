using System;
using System.Runtime.CompilerServices;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Applies snapshot packets to a client's view. A packet is decoded whole before any of it takes effect, so a packet cut short or coded against something this
/// client does not hold leaves no trace, and is not acknowledged.
/// </summary>
public sealed class SnapshotReader(ReplicatedWorld world, SnapshotScratch scratch)
{
    /// <summary>What of a reader to fetch before <see cref="Prefetch"/>.</summary>
    public const int ObjectBytes = 80;

    /// <summary>
    /// How long a resync is asked for: requests get lost, and packets go on arriving that are no answer to one. Shorter than a history, in which the server grants one.
    /// </summary>
    private const int ResyncTicks = Limits.HistoryTicks / 2;

    /// <summary>
    /// Half a minute at 128 Hz, longer than any connection stays silent: a tick further off was altered on the way. Taken for true, it could move the reference by more than
    /// 16 bits can tell, and every tick after it would be off by 65,536 for good.
    /// </summary>
    private const int TicksAheadMax = 4096;

    private const int IgnoredInRowMax = 64;
    private const int DelaySpreadSeconds = 3;   // between two packets of one path, at most: jitter, and a queue that one of them found and the other did not

    private readonly HeldEntities _held = world.Held;
    private readonly Codebook?[] _books = new Codebook?[CodebookMessage.Ids];
    private DenseReceiver? _dense;   // from the first dense packet on
    private AckWindow _acks;
    private Tick _resyncUntil;
    private int _ignoredInRow;
    private Tick _ignoredFirst;     // of these: the first one's tick,
    private Tick _ignoredNewest;    // and the newest
    private int _delaySpreadTicks = DelaySpreadSeconds * Limits.TickRateHzMax;
    private Tick _reference;   // for widening 16 bits: outlives a restart, or a long match would start over at a low number

    /// <summary>Packets applied so far; goes out with every input packet.</summary>
    public AckWindow Acks => _acks;

    /// <summary>Number of the newest codebook held; goes out with every input packet.</summary>
    public int NewestCodebook { get; private set; }

    /// <summary>Takes in a codebook.</summary>
    /// <returns>False when the message is none, or describes none.</returns>
    public bool TryTakeCodebook(ReadOnlySpan<byte> message)
    {
        if (!CodebookMessage.TryRead(message, out int id, out ReadOnlySpan<byte> bytes)) return false;
        if (!scratch.Books.TryBook(_held.Schema, id, bytes, out Codebook book)) return false;
        _books[id] = book;
        NewestCodebook = id;
        return true;
    }

    /// <summary>Reads one packet.</summary>
    public SnapshotResult Read(ReadOnlySpan<byte> packet, out SnapshotInfo info)
    {
        info = default;
        BitReader reader = new(packet);
        DenseHeader front = default;
        SnapshotHeader header = default;
        bool isDense = packet.Length > 0 && packet[0] == (byte)PacketKind.DenseSnapshot;
        if (isDense ? !DenseHeader.TryRead(ref reader, out front) : !SnapshotHeader.TryRead(ref reader, out header)) return SnapshotResult.Malformed;
        Tick tick = isDense ? Tick.FromNearBits(front.TickLow, _reference) : Tick.FromLow16(header.TickLow, _reference);
        if (tick.IsNone) return SnapshotResult.Malformed;
        if (_acks.Contains(isDense ? front.Sequence : header.Sequence)) return Ignore(tick, SnapshotResult.Duplicate);
        bool fromElsewhere = !_held.Newest.IsNone && Math.Abs((long)tick.Value - _reference.Value) > TicksAheadMax;
        if (fromElsewhere || _held.Newest - tick > HeldEntities.ReorderTicks) return Ignore(tick, SnapshotResult.Stale);
        if (Mutations.Has(Mutation.AckUnread)) _acks.Add(isDense ? front.Sequence : header.Sequence);
        SnapshotResult decoded = isDense ? (_dense ??= new DenseReceiver(_held, scratch)).Decode(packet, front, tick, out header) : Decode(packet, ref reader, header, tick);
        if (decoded != SnapshotResult.Applied) return decoded;

        Commit(header, tick);
        _held.NoteAge(header.BaselineAge);
        _reference = _held.Newest;
        _acks.Add(header.Sequence);
        _ignoredInRow = 0;
        info = Describe(header, tick);
        bool restarted = _resyncUntil.Value == uint.MaxValue;
        if (!info.HashMatched || restarted)
        {
            if (!restarted) _held.Clear();
            _resyncUntil = _held.Newest + ResyncTicks;
        }

        return SnapshotResult.Applied;
    }

    /// <summary>Fetches what the next packets need, whatever they say; see <see cref="CacheLine"/>. <see cref="ObjectBytes"/> of the reader itself come a step before.</summary>
    /// <param name="step">0 to 2, each time for a few readers in turn.</param>
    public void Prefetch(int step)
    {
        if (step == 0) CacheLine.FetchObject(_held, HeldEntities.ObjectBytes);
        else _held.Prefetch(step - 1);
    }

    /// <summary>True for a while after a state hash differed: the view was emptied, and the server must be asked for everything anew.</summary>
    public bool NeedsResync => _held.Newest < _resyncUntil;

    /// <summary>Sets the reference for widening 16-bit ticks, from the server's welcome.</summary>
    /// <param name="tick">The room's.</param>
    /// <param name="tickRateHz">1..128.</param>
    public void StartAt(Tick tick, int tickRateHz)
    {
        _delaySpreadTicks = DelaySpreadSeconds * tickRateHz;
        _reference = tick;
        _held.Advance(tick);
    }

    /// <summary>
    /// A header altered on the way can throw the clock or the packet count so far ahead that everything real looks old. Nothing but that ignores many packets in a row for longer
    /// than any path holds packets back: start over. After a path became shorter, or lost its queue, what is still on the old one comes late too, but only so long.
    /// </summary>
    private SnapshotResult Ignore(Tick tick, SnapshotResult reason)
    {
        if (_ignoredInRow++ == 0) _ignoredFirst = _ignoredNewest = tick;
        if (tick > _ignoredNewest) _ignoredNewest = tick;
        if (_ignoredInRow < IgnoredInRowMax || _ignoredNewest - _ignoredFirst < _delaySpreadTicks) return reason;
        _ignoredInRow = 0;
        _acks = default;
        _held.Restart(lostUntil: _ignoredNewest < _held.Newest ? _ignoredNewest : _held.Newest);
        _resyncUntil = new Tick(uint.MaxValue);
        return reason;
    }

    private SnapshotResult Decode(ReadOnlySpan<byte> packet, ref BitReader reader, in SnapshotHeader header, Tick tick)
    {
        if (!scratch.TryLoad(packet)) return SnapshotResult.Malformed;
        Codebook? book = header.Codebook == 0 ? _books[0] ??= scratch.Books.BuiltIn(_held.Schema) : _books[header.Codebook];
        if (book is null) return SnapshotResult.BaselineMissing;
        CodebookReader codes = new(scratch.Words, reader.BitIndex, packet.Length * 8, book);
        int slot = -1;
        int firstField = 0;
        for (int i = 0; i < header.EntityCount; i++)
        {
            long gap = codes.ExpGolomb(header.GapOrder);
            ref SnapshotScratch.StagedEntity staged = ref scratch.Entities[i];
            ReadOperation(ref codes, header.BaselineAge, ref staged);
            if (codes.Failed || gap >= _held.EntityCapacity - 1 - slot) return SnapshotResult.Malformed;
            slot += (int)gap + 1;
            staged.FirstField = firstField;
            staged.FieldCount = 0;
            SnapshotResult result = staged.Operation switch
            {
                EntityOperation.Delta or EntityOperation.DeltaAtAge => DecodeDelta(ref codes, (ushort)slot, tick, book, ref staged),
                EntityOperation.Full => DecodeFull(packet, ref codes, (ushort)slot, ref staged),
                _ => DecodeRemove((ushort)slot, ref staged),
            };
            if (result != SnapshotResult.Applied) return result;
            firstField += staged.FieldCount;
        }

        return codes.BitsLeft < 8 ? SnapshotResult.Applied : SnapshotResult.Malformed;
    }

    private SnapshotResult DecodeFull(ReadOnlySpan<byte> packet, ref CodebookReader codes, ushort slot, ref SnapshotScratch.StagedEntity staged)
    {
        GameSchema schema = _held.Schema;
        BitReader reader = new(packet);
        reader.TrySkip(codes.BitIndex);
        if (!reader.TryRead(schema.KindBits, out uint kindIndex) || kindIndex >= (uint)schema.Kinds.Length) return SnapshotResult.Malformed;
        if (!reader.TryRead(8, out uint generation) || !TryReadAudience(ref reader, out Visibility audience)) return SnapshotResult.Malformed;
        EntityKind kind = schema.Kinds[(int)kindIndex];
        staged.Entity = new ReplicatedEntity(slot, (byte)generation, (byte)kindIndex, audience);
        staged.FieldCount = kind.FieldCountFor(audience);
        Span<int> row = scratch.Rows.AsSpan(staged.FirstField, staged.FieldCount);
        if (!RowCoder.TryReadFull(ref reader, kind.Fields, row)) return SnapshotResult.Malformed;
        codes.Skip(reader.BitIndex - codes.BitIndex);
        return SnapshotResult.Applied;
    }

    private static SnapshotResult DecodeRemove(ushort slot, ref SnapshotScratch.StagedEntity staged)
    {
        staged.Entity = new ReplicatedEntity(slot, 0, 0, Visibility.Everyone);
        return SnapshotResult.Applied;
    }

    private SnapshotResult DecodeDelta(ref CodebookReader codes, ushort slot, Tick tick, Codebook book, ref SnapshotScratch.StagedEntity staged)
    {
        int age = staged.Age;
        if (age is 0 or >= Limits.HistoryTicks || age >= tick.Value) return SnapshotResult.Malformed;
        Tick named = tick - age;
        ReadOnlySpan<int> older = default;
        ReadOnlySpan<int> baseline;
        if (staged.Form == DeltaForm.Plain)
        {
            if (!_held.TryBaseline(slot, named, scratch, out staged.Index, out staged.Baseline, out baseline)) return SnapshotResult.BaselineMissing;
        }
        else
        {
            if (named.Value <= Motion.OlderTicks) return SnapshotResult.Malformed;
            if (!_held.TryBoth(slot, named, scratch, out staged.Index, out staged.Baseline, out baseline, out older)) return SnapshotResult.BaselineMissing;
        }

        staged.Entity = _held.Entities[staged.Index];
        staged.FieldCount = baseline.Length;
        int kind = staged.Entity.KindIndex;
        RowPlan plan = codes.Use(kind);
        RowStates states = new(baseline, older, Motion.Span(age), book.Gains(kind));
        Span<int> row = scratch.Rows.AsSpan(staged.FirstField, baseline.Length);
        if (staged.Form == DeltaForm.Regular) RowWalk.RegularDelta(ref codes, plan, states, row);
        else RowWalk.Delta(ref codes, plan, states, row);
        return codes.Failed ? SnapshotResult.Malformed : SnapshotResult.Applied;
    }

    private void Commit(in SnapshotHeader header, Tick tick)
    {
        _held.Advance(tick);
        foreach (ref readonly SnapshotScratch.StagedEntity staged in scratch.Entities.AsSpan(0, header.EntityCount))
        {
            ReadOnlySpan<int> row = scratch.Rows.AsSpan(staged.FirstField, staged.FieldCount);
            switch (staged.Operation)
            {
                case EntityOperation.Full:
                    _held.ApplyFull(staged.Entity, tick, row);
                    break;
                case EntityOperation.Remove:
                    _held.ApplyRemove(staged.Entity.Slot, tick);
                    break;
                default:
                    _held.ApplyDelta(staged.Entity.Slot, staged.Index, tick, staged.Baseline, row);
                    break;
            }
        }
    }

    private SnapshotInfo Describe(in SnapshotHeader header, Tick tick)
    {
        // A view's hash holds for the newest tick only: after a later packet there is nothing left to compare it with.
        HashScope scope = header.HashScope == HashScope.View && tick != _held.Newest ? HashScope.None : header.HashScope;
        ulong hash = scope switch
        {
            HashScope.View => _held.ViewHash,
            HashScope.Packet => PacketHash(header.EntityCount),
            _ => 0,
        };
        return new SnapshotInfo
        {
            Tick = tick,
            EntityCount = header.EntityCount,
            InputLeadSixteenths = header.InputLeadSixteenths,
            InputFresh = header.InputFresh,
            HashScope = scope,
            HashMatched = scope == HashScope.None || (uint)hash == header.Hash,
        };
    }

    private ulong PacketHash(int entityCount)
    {
        ulong sum = 0;
        foreach (ref readonly SnapshotScratch.StagedEntity staged in scratch.Entities.AsSpan(0, entityCount))
        {
            if (staged.Operation == EntityOperation.Remove) continue;
            sum += RowHash.Of(staged.Entity.Slot, staged.Entity.GenerationLow, scratch.Rows.AsSpan(staged.FirstField, staged.FieldCount));
        }

        return sum;
    }

    private static bool TryReadAudience(ref BitReader reader, out Visibility audience)
    {
        audience = Visibility.Everyone;
        if (!reader.TryReadBit(out bool inner)) return false;
        if (!inner) return true;
        if (!reader.TryReadBit(out bool owner)) return false;
        audience = owner ? Visibility.Owner : Visibility.Team;
        return true;
    }

    // What each number of ones in front of an entity says; see EntityOperation.
    private static ReadOnlySpan<byte> Operations =>
    [
        (byte)EntityOperation.Delta, (byte)EntityOperation.DeltaAtAge, (byte)EntityOperation.Delta, (byte)EntityOperation.Delta, (byte)EntityOperation.DeltaAtAge, (byte)EntityOperation.Full,
        (byte)EntityOperation.Remove,
    ];

    private static ReadOnlySpan<byte> Forms =>
        [(byte)DeltaForm.Regular, (byte)DeltaForm.Regular, (byte)DeltaForm.Moving, (byte)DeltaForm.Plain, (byte)DeltaForm.Plain, (byte)DeltaForm.Plain, (byte)DeltaForm.Plain];

    // Ones before the first zero, six at most.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench decode: in one place, for each entity
    private static void ReadOperation(ref CodebookReader codes, int baselineAge, ref SnapshotScratch.StagedEntity staged)
    {
        int ones = codes.Ones(6);
        staged.Operation = (EntityOperation)Operations[ones];
        staged.Form = (DeltaForm)Forms[ones];
        staged.Age = ones == 1 ? baselineAge + 1 : baselineAge;
        if (ones != 4) return;
        staged.Age = (int)codes.Read(6);
        staged.Form = codes.Form();
    }
}
