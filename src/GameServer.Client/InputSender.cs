using System;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Client;

/// <summary>The player's last inputs, newest first, as every datagram repeats them, and when each was sampled.</summary>
internal sealed class InputSender
{
    public const int ObjectBytes = 64;

    private const int SentTimesKept = 128;

    private readonly int _redundancy;
    private ComponentSchema? _schema;
    private int _fields;
    private int[] _rows = [];
    private readonly ushort[] _viewAges = new ushort[Limits.InputsPerPacket];
    private readonly long[] _sampledNs = new long[SentTimesKept];   // by tick
    private readonly Tick[] _sampledTicks = new Tick[SentTimesKept];
    private int _count;

    public InputSender(int redundancy) => _redundancy = redundancy;

    /// <summary>Tick of the newest input.</summary>
    public Tick Newest { get; private set; }

    /// <summary>Starts a session: rows are as the server declares them.</summary>
    public void Start(ComponentSchema schema)
    {
        _schema = schema;
        _fields = schema.Fields.Length;
        if (_rows.Length != Limits.InputsPerPacket * _fields) _rows = new int[Limits.InputsPerPacket * _fields];
        _count = 0;
        Newest = Tick.None;
        Array.Clear(_sampledTicks, 0, SentTimesKept);
    }

    /// <summary>Fetches what <see cref="Begin"/>, <see cref="Write"/> and, of a tick that was sampled lately, <see cref="TrySampledNs"/> need; see <see cref="CacheLine"/>.</summary>
    public void Prefetch()
    {
        int next = (int)((Newest.Value + 1) % SentTimesKept);
        int sampled = (int)((Newest.Value - 3) % SentTimesKept);
        CacheLine.Fetch(_rows, 0);
        CacheLine.Fetch(_viewAges, 0);
        CacheLine.Fetch(_sampledNs, next);
        CacheLine.FetchElement(_sampledNs, sampled);
        CacheLine.Fetch(_sampledTicks, next);
        CacheLine.FetchElement(_sampledTicks, sampled);
    }

    /// <summary>Makes room for the input of the tick after <see cref="Newest"/>, or of a later one.</summary>
    public Span<int> Begin(Tick tick, ushort viewAge, long nowNs)
    {
        if (tick != Newest + 1) _count = 0;   // older rows no longer belong to the ticks before
        Array.Copy(_rows, 0, _rows, _fields, _rows.Length - _fields);
        Array.Copy(_viewAges, 0, _viewAges, 1, _viewAges.Length - 1);
        _count = Math.Min(_count + 1, Limits.InputsPerPacket);
        _viewAges[0] = viewAge;
        Newest = tick;
        _sampledNs[tick.Value % SentTimesKept] = nowNs;
        _sampledTicks[tick.Value % SentTimesKept] = tick;
        return _rows.AsSpan(0, _fields);
    }

    /// <summary>When the input of a tick was sampled, if that is remembered.</summary>
    public bool TrySampledNs(Tick tick, out long sampledNs)
    {
        sampledNs = _sampledNs[tick.Value % SentTimesKept];
        return !tick.IsNone && _sampledTicks[tick.Value % SentTimesKept] == tick;
    }

    /// <summary>Writes the datagram. Copies older than the lead would come too late to be of use, newer ones are all sent.</summary>
    public int Write(Span<byte> packet, SnapshotReader reader, double leadTicks)
    {
        int count = Math.Min(_count, Math.Max(_redundancy, (int)Math.Ceiling(leadTicks) + 1));
        ReadOnlySpan<ushort> ages = _viewAges[0] == 0 ? default : _viewAges.AsSpan(0, count);
        return InputPacket.Write(packet, reader.Acks, reader.NeedsResync, Newest, _schema!, ages, _rows.AsSpan(0, count * _fields), reader.NewestCodebook);
    }
}
