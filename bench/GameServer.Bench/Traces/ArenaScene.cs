using System;
using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Simulated;
using GameServer.Server;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.Bench.Traces;

/// <summary>
/// An Arena room played by the load tester's bots over a network in memory. One trace entity is one slot of the room: whether something lives there, what kind it is, and every
/// column that everyone sees; columns its kind lacks are 0. Slots are reused, so a trace entity may change its kind.
/// </summary>
internal sealed class ArenaScene : ITraceScene
{
    private const int Players = 64;
    private const int Slots = 256;
    private const int RateHz = 30;
    private const int ConnectTicks = 60;

    private readonly SteadyRun _run;
    private readonly List<int>[] _columnsOfKind;   // trace column of each public row field

    public ArenaScene(ulong seed)
    {
        GameSchema schema = ArenaSchema.Schema;
        List<TraceField> fields = [TraceField.Bool("alive"), TraceField.Int("kind", 0, schema.Kinds.Length - 1)];
        Dictionary<(ComponentKey Component, int Field), int> columns = [];
        _columnsOfKind = new List<int>[schema.Kinds.Length];
        foreach (EntityKind kind in schema.Kinds)
        {
            List<int> columnsOfKind = _columnsOfKind[kind.Index] = [];
            foreach (KindComponent component in kind.Components[..kind.PublicComponentCount])
            {
                for (int i = 0; i < component.FieldCount; i++)
                {
                    FieldSchema field = component.Key.Schema!.Fields[i];
                    if (columns.TryAdd((component.Key, i), fields.Count)) fields.Add(FieldOf($"{component.Key.Name}.{field.Name}", field));
                    columnsOfKind.Add(columns[(component.Key, i)]);
                }
            }
        }

        Header = new TraceHeader(RateHz, Slots, fields);
        _run = new SteadyRun(new SteadyRunOptions
        {
            Seed = seed,
            Players = Players,
            Behaviour = BotBehaviour.Wander,
            Link = LinkConditions.Perfect with { DelayMs = 1 },
            Shard = new ShardOptions { TickRateHz = RateHz, PlayersPerRoom = Players, EntitiesPerRoom = 1024, Seed = seed },
        });
        _run.Step(ConnectTicks);
    }

    public TraceHeader Header { get; }

    public void Step() => _run.Step(1);

    public void Capture(Span<int> frame)
    {
        frame.Clear();
        Room room = _run.Shard.Rooms.All[0];
        Span<int> row = stackalloc int[Limits.RowFields];
        for (int slot = 0; slot < Slots; slot++)
        {
            if (!room.World.IsAlive((ushort)slot)) continue;
            EntityKind kind = room.World.KindOf((ushort)slot);
            room.History.ReadRow(room.Tick, kind, (ushort)slot, row[..kind.PublicFieldCount]);
            Span<int> columns = frame.Slice(slot * Header.ColumnCount, Header.ColumnCount);
            columns[0] = 1;
            columns[1] = kind.Index;
            for (int i = 0; i < kind.PublicFieldCount; i++) columns[_columnsOfKind[kind.Index][i]] = row[i];
        }
    }

    private static TraceField FieldOf(string name, FieldSchema field) =>
        field.Kind == FieldKind.Bool ? TraceField.Bool(name) : TraceField.Int(name, 0, Math.Max(1, field.Max));
}
