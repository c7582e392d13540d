using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Property.Model;

/// <summary>One client, its two channels, and an independent account of what it may see, against which everything it holds is checked after every packet.</summary>
internal sealed class ModelClient
{
    private readonly ModelScenario _scenario;
    private readonly ModelChronicle _chronicle;
    private readonly ReplicatedWorld _view;
    private readonly SnapshotReader _reader;
    private readonly Dictionary<uint, Visibility?[]> _inSight = [];   // by slot: as whom the player sees what lives there, null for not at all
    private Visibility?[] _inSightNow;
    private (int X, int Y)? _centre;

    public ModelClient(ModelScenario scenario, ModelChronicle chronicle, Viewer viewer, string name, Tick now)
    {
        _scenario = scenario;
        _chronicle = chronicle;
        Viewer = viewer;
        Down = new ModelChannel(scenario.Seed, name + " down");
        Up = new ModelChannel(scenario.Seed, name + " up");
        _view = new ReplicatedWorld(ModelSchema.Schema, scenario.EntityCapacity);
        _reader = new SnapshotReader(_view, new SnapshotScratch());
        _reader.StartAt(now, scenario.TickRateHz);
        _inSightNow = new Visibility?[scenario.EntityCapacity];
    }

    public Viewer Viewer { get; }

    public ModelChannel Down { get; }

    public ModelChannel Up { get; }

    /// <summary>On their way, with the tick of their arrival.</summary>
    public Queue<(byte[] Message, Tick Due)> Codebooks { get; } = [];

    public int CodebookCount { get; private set; }

    public long BytesSent { get; set; }

    public int TicksShown { get; private set; }

    public int AppliedCount { get; private set; }

    public int ViewHashCount { get; private set; }

    public int PacketHashCount { get; private set; }

    public int HashMismatchCount { get; private set; }

    public int BaselineMissingCount { get; private set; }

    /// <summary>The ideal: what stands near enough, is everyone's, the team's, or the player's own, with the two radii's hysteresis; less what the rule hides, more what the rest hangs on.</summary>
    public void NoteSight(World world, ModelRule? rule)
    {
        TicksShown++;
        EntityId focus = world.FocusOf(Viewer.Player);
        ChronicleEntry(world, focus, out ModelChronicle.Entry? looked);
        if (looked is not null && looked.Kind.Has(ModelSchema.Spot)) _centre = PositionOf(looked);
        byte? team = world.TeamOf(Viewer.Player);
        Visibility?[] inSight = new Visibility?[_inSightNow.Length];
        for (int slot = 0; slot < inSight.Length; slot++)
        {
            ModelChronicle.Entry? entry = _chronicle.At(world.Tick, (ushort)slot);
            if (entry is null) continue;
            bool stayed = _inSightNow[slot] is not null && _chronicle.At(world.Tick - 1, (ushort)slot)?.Id == entry.Id;
            if (!IsInSight(entry, team, stayed)) continue;
            bool hidden = rule is not null && rule.Judges(entry.Kind) && entry.Owner != Viewer.Player && !rule.Shows(world, Viewer.Player, (ushort)slot, stayed);
            if (!hidden) inSight[slot] = AudienceOf(entry, team);
        }

        for (int slot = 0; slot < inSight.Length; slot++)
        {
            if (inSight[slot] is null) continue;
            for (EntityId parent = world.ParentOf((ushort)slot); !parent.IsNone; parent = world.ParentOf(parent.Slot))
            {
                inSight[parent.Slot] = AudienceOf(_chronicle.At(world.Tick, parent.Slot)!, team);
            }
        }

        _inSight.Add(world.Tick.Value, inSight);
        _inSightNow = inSight;
    }

    public void TakeCodebooks(Tick now)
    {
        while (Codebooks.TryPeek(out (byte[] Message, Tick Due) next) && next.Due <= now)
        {
            Codebooks.Dequeue();
            if (!_reader.TryTakeCodebook(next.Message)) Fail(now.Value, "an honest codebook was refused");
            CodebookCount++;
        }
    }

    /// <summary>Hands the client one packet that may be damaged: whatever it makes of it, it must not throw.</summary>
    public void ReceiveUnchecked(byte[] packet)
    {
        if (_reader.Read(packet, out SnapshotInfo info) == SnapshotResult.Applied && !info.HashMatched) HashMismatchCount++;
    }

    /// <summary>Hands the client one packet, sent at <paramref name="tick"/>, and checks all it holds.</summary>
    public void Receive(byte[] packet, uint tick)
    {
        ulong before = _view.ViewHash;
        int countBefore = _view.Entities.Length;
        SnapshotResult result = _reader.Read(packet, out SnapshotInfo info);
        if (result == SnapshotResult.Malformed) Fail(tick, "an honest packet was malformed");
        if (result == SnapshotResult.BaselineMissing) BaselineMissingCount++;
        if (result != SnapshotResult.Applied)
        {
            if (before != _view.ViewHash || countBefore != _view.Entities.Length) Fail(tick, $"a {result} packet changed the view");
            return;
        }

        AppliedCount++;
        if (info.Tick.Value != tick) Fail(tick, $"taken for tick {info.Tick}");
        if (info.HashScope == HashScope.View) ViewHashCount++;
        if (info.HashScope == HashScope.Packet) PacketHashCount++;
        if (!info.HashMatched) Fail(tick, $"the {info.HashScope} hash differs");
        foreach (ref readonly ReplicatedEntity entity in _view.Entities) CheckEntity(entity, tick);
    }

    /// <summary>What the client sends every tick.</summary>
    public byte[] WriteInput(Tick now, bool wantsResync)
    {
        byte[] packet = new byte[InputPacket.BytesMax];
        int length = InputPacket.Write(packet, _reader.Acks, wantsResync || _reader.NeedsResync, now, ModelSchema.Schema.Input, [], [3, 1], _reader.NewestCodebook);
        return packet[..length];
    }

    /// <summary>Null when the client holds exactly what is in sight, as it is now; else what is wrong.</summary>
    public string? Difference(Tick now)
    {
        int expected = 0;
        for (int slot = 0; slot < _inSightNow.Length; slot++)
        {
            if (_inSightNow[slot] is not { } audience) continue;
            expected++;
            if (!_view.TryFind((ushort)slot, out ReplicatedEntity entity)) return $"slot {slot} is in sight and the client does not hold it";
            ModelChronicle.Entry entry = _chronicle.At(now, (ushort)slot)!;
            if (entity.GenerationLow != (byte)entry.Id.Generation) return $"slot {slot} is a former entity";
            if (entity.Audience != audience) return $"slot {slot} is seen as {entity.Audience}, not {audience}";
            if (!_view.RowOf(entity).SequenceEqual(VisibleRow(entry, audience))) return $"slot {slot} ({entry.Kind.Name}) is as of tick {_view.TickOf(entity)}, not {now}";
        }

        return expected == _view.Entities.Length ? null : $"{_view.Entities.Length - expected} entities are out of sight and still held";
    }

    private static (int X, int Y) PositionOf(ModelChronicle.Entry entry)
    {
        int first = entry.Kind.Component(ModelSchema.Spot).FirstField;
        return (entry.Row[first], entry.Row[first + 1]);
    }

    private void ChronicleEntry(World world, EntityId id, out ModelChronicle.Entry? entry)
    {
        entry = world.IsAlive(id) ? _chronicle.At(world.Tick, id.Slot) : null;
    }

    private Visibility AudienceOf(ModelChronicle.Entry entry, byte? team)
    {
        if (entry.Owner == Viewer.Player) return Visibility.Owner;
        bool hasTeamFields = entry.Kind.FieldCountFor(Visibility.Team) > entry.Kind.PublicFieldCount;
        return hasTeamFields && team is not null && team == entry.Team ? Visibility.Team : Visibility.Everyone;
    }

    private bool IsInSight(ModelChronicle.Entry entry, byte? team, bool stayed)
    {
        if (entry.Kind.Relevancy == Relevancy.Always) return true;
        if (entry.Kind.Relevancy == Relevancy.Owner) return entry.Owner == Viewer.Player;
        if (entry.Kind.Relevancy == Relevancy.Team) return entry.Owner == Viewer.Player || (team is not null && team == entry.Team);
        if (_centre is not { } centre) return false;
        (int x, int y) = PositionOf(entry);
        double distance = Math.Sqrt(Math.Pow(x - centre.X, 2) + Math.Pow(y - centre.Y, 2)) * 0.25;
        return distance <= (stayed ? ModelSchema.LeaveRadius : ModelSchema.EnterRadius);
    }

    private void CheckEntity(in ReplicatedEntity entity, uint packetTick)
    {
        Tick tick = _view.TickOf(entity);
        ModelChronicle.Entry? entry = _chronicle.At(tick, entity.Slot);
        if (entry is null) Fail(packetTick, $"slot {entity.Slot} is held as of tick {tick}, when nothing lived there");
        if ((byte)entry!.Id.Generation != entity.GenerationLow || entry.Kind.Index != entity.KindIndex) Fail(packetTick, $"slot {entity.Slot} is taken for another entity");
        Visibility? audience = _inSight.TryGetValue(tick.Value, out Visibility?[]? inSight) ? inSight[entity.Slot] : null;
        if (audience is null) Fail(packetTick, $"slot {entity.Slot} was not in sight at tick {tick}");
        if (audience != entity.Audience) Fail(packetTick, $"slot {entity.Slot} was seen as {audience} at tick {tick}, not as {entity.Audience}");
        if (!_view.RowOf(entity).SequenceEqual(VisibleRow(entry, entity.Audience))) Fail(packetTick, $"slot {entity.Slot} ({entry.Kind.Name}) differs from its state at tick {tick}");
    }

    private static ReadOnlySpan<int> VisibleRow(ModelChronicle.Entry entry, Visibility audience) => entry.Row.AsSpan(0, entry.Kind.FieldCountFor(audience));

    private void Fail(uint tick, string what) => Assert.Fail($"SEED={_scenario.Seed} player {Viewer.Player}, packet of tick {tick}: {what}");
}
