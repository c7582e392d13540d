using System;
using GameServer.Core;
using GameServer.Replication;

namespace GameServer.Client;

/// <summary>The player's inputs, one per tick: sampled when the clock says so, told to the prediction, sent with those before them, and matched with what the server says of them.</summary>
internal sealed class InputStream
{
    public const int ObjectBytes = 64;

    private const int SkippedTicksMax = Limits.InputsPerPacket;
    private const int UnknownReportsMax = 8;   // in a row; a few may speak of inputs sampled before a jump

    private readonly GameClient _client;
    private readonly IClientGame _game;
    private readonly InputClock _clock;
    private readonly InputSender _sender;
    private readonly int[] _sample;   // the newest input, as this build declares it
    private SchemaMapping? _mapping;
    private int _unknownReports;   // in a row, of inputs that are not remembered

    public InputStream(GameClient client, IClientGame game, GameClientOptions options, ulong seed)
    {
        _client = client;
        _game = game;
        Prng phase = Prng.For(seed, "input phase");
        _clock = new InputClock(options.InputLeadTicks, options.InputSpreadTicks * phase.NextDouble());
        _sender = new InputSender(options.InputRedundancy);
        _sample = new int[client.Schema.Input.Fields.Length];
    }

    /// <summary>The newest input, as this build declares it.</summary>
    public ReadOnlySpan<int> Newest => _sample;

    /// <summary>When inputs are sampled.</summary>
    public InputClock Clock => _clock;

    /// <summary>Begins a session.</summary>
    /// <param name="mapping">From this build's declaration to the server's; null when they are the same.</param>
    /// <param name="welcomed">The last tick finished when the server wrote.</param>
    /// <param name="rttNs">The way there and back since then.</param>
    /// <param name="now">Arrival.</param>
    public void Start(SchemaMapping? mapping, Tick welcomed, double rttNs, Timestamp now)
    {
        _mapping = mapping;
        _sender.Start(mapping?.Wire.Input ?? _client.Schema.Input);
        _clock.Start(_client.TickRateHz, welcomed, rttNs, now);
    }

    /// <summary>Samples the inputs that are due.</summary>
    /// <returns>How many.</returns>
    public int Sample(Timestamp now)
    {
        int count = 0;
        while (_clock.IsDue(now))
        {
            RepeatSkipped(now);
            Tick tick = _clock.Next;
            _game.SampleInput(_client, tick, _sample);
            Take(tick, now);
            _clock.Advance(now);
            count++;
        }

        return count;
    }

    /// <summary>Writes the datagram.</summary>
    public int Write(Span<byte> packet, SnapshotReader reader) => _sender.Write(packet, reader, _clock.TargetTicks);

    /// <summary>When the input of a tick was sampled, if that is remembered.</summary>
    public bool TrySampledNs(Tick tick, out long sampledNs) => _sender.TrySampledNs(tick, out sampledNs);

    /// <summary>Takes in what a snapshot says of this player's inputs.</summary>
    public void Take(in SnapshotInfo info, Timestamp now)
    {
        if (!info.InputFresh) _clock.Missed(info.Tick);
        if (info.InputLeadSixteenths == SnapshotInfo.NoInputLead) return;
        const double Units = SnapshotInfo.InputLeadUnits;
        Tick stamp = info.Tick + (int)Math.Floor(info.InputLeadSixteenths / Units);
        if (_sender.TrySampledNs(stamp, out long sampledNs))
        {
            _unknownReports = 0;
            _clock.Report(stamp, info.InputLeadSixteenths / Units, sampledNs, _client.State == ClientState.Syncing);
        }
        else if (++_unknownReports >= UnknownReportsMax)
        {
            // Inputs so late, or so early, that the report cannot say by how much: whatever the clock was set by, it was wrong. Seen when a welcome came after a blackout.
            _unknownReports = 0;
            _clock.Start(_client.TickRateHz, info.Tick, _client.RttMs * (double)Timestamp.NanosecondsPerMillisecond, now);
        }
    }

    /// <summary>See <see cref="GameClient.Prefetch"/>: steps 0 and 1.</summary>
    public void Prefetch(int step)
    {
        if (step == 0)
        {
            CacheLine.FetchObject(_clock, InputClock.ObjectBytes);
            CacheLine.FetchObject(_sender, InputSender.ObjectBytes);
            CacheLine.Fetch(_sample, 0);
        }
        else
        {
            _sender.Prefetch();
        }
    }

    // Ticks that the clock jumped over take the last input, as they would on the server.
    private void RepeatSkipped(Timestamp now)
    {
        if (_sender.Newest.IsNone || _clock.Next - _sender.Newest > SkippedTicksMax) return;
        while (_sender.Newest + 1 < _clock.Next) Take(_sender.Newest + 1, now);
    }

    private void Take(Tick tick, Timestamp now)
    {
        Span<int> row = _sender.Begin(tick, ViewAge(tick, now), now.Nanoseconds);
        if (_mapping is null) _sample.CopyTo(row);
        else _mapping.MapInput(_sample, row);
        _client.Prediction?.Advance(tick, _sample);
    }

    // How much older than an input's tick the world on the screen is.
    private ushort ViewAge(Tick tick, Timestamp now)
    {
        if (_client.Interpolation is not { IsRunning: true } shown) return 0;
        return (ushort)Math.Clamp(Math.Round((tick.Value - shown.TickAt(now.Nanoseconds)) * InputPacket.ViewAgeUnits), 0, InputPacket.ViewAgeMax);
    }
}
