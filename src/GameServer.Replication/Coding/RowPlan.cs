using System;
using System.Collections.Generic;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// How a row is cut up for entropy coding, worked out once per kind: fields into units that change together, units into blocks whose changes are one symbol. A *site* is a
/// place where a symbol is coded; tables and models are kept per site and context.
/// </summary>
internal sealed class RowPlan
{
    /// <summary>Blocks whose "has changed" share one symbol.</summary>
    public const int BlocksPerSummary = 5;

    private const int NumbersPerUnit = 3;

    private readonly FieldPlan[] _fields;
    private readonly UnitPlan[] _units;
    private readonly BlockPlan[] _blocks;

    /// <summary>Cuts a row of these fields.</summary>
    /// <param name="fields">The whole row.</param>
    /// <param name="ends">Where a row may end, rising, as an audience's fields do: no unit and no block crosses one.</param>
    public RowPlan(ReadOnlySpan<FieldSchema> fields, ReadOnlySpan<int> ends)
    {
        List<UnitPlan> units = [];
        List<BlockPlan> blocks = [];
        int start = 0;
        foreach (int end in ends)
        {
            AddUnits(fields, start, end, units);
            AddBlocks(units, blocks);
            start = end;
        }

        _units = [.. units];
        _blocks = [.. blocks];
        _fields = new FieldPlan[fields.Length];
        for (int i = 0; i < fields.Length; i++) _fields[i] = new FieldPlan(fields[i], SiteOf(fields[i].Kind));
    }

    public ReadOnlySpan<FieldPlan> Fields => _fields;

    public ReadOnlySpan<UnitPlan> Units => _units;

    public ReadOnlySpan<BlockPlan> Blocks => _blocks;

    /// <summary>Numbers and quaternion parts: sites of residuals.</summary>
    public int ResidualSiteCount { get; private set; }

    /// <summary>Symbols, and rotations' largest components: sites of plain values.</summary>
    public int SymbolSiteCount { get; private set; }

    /// <summary>Field of a residual site.</summary>
    public int FieldOfResidual(int site) => FieldOf(site, residual: true);

    /// <summary>Field of a symbol site.</summary>
    public int FieldOfSymbol(int site) => FieldOf(site, residual: false);

    /// <summary>Symbols that say which blocks changed: none where one block's own mask says it all.</summary>
    public int SummaryCount => _blocks.Length <= 1 ? 0 : (_blocks.Length + BlocksPerSummary - 1) / BlocksPerSummary;

    public static RowPlan Of(EntityKind kind) =>
        new(kind.Fields, [kind.FieldCountFor(Visibility.Everyone), kind.FieldCountFor(Visibility.Team), kind.FieldCountFor(Visibility.Owner)]);

    private static void AddUnits(ReadOnlySpan<FieldSchema> fields, int start, int end, List<UnitPlan> units)
    {
        for (int i = start; i < end;)
        {
            UnitKind kind = KindOf(fields[i].Kind);
            int count = kind == UnitKind.Rotation ? 4 : 1;
            while (kind == UnitKind.Numbers && count < NumbersPerUnit && i + count < end && KindOf(fields[i + count].Kind) == UnitKind.Numbers) count++;
            units.Add(new UnitPlan(kind, i, count));
            i += count;
        }
    }

    private static UnitKind KindOf(FieldKind kind) => kind switch
    {
        FieldKind.Number or FieldKind.Cyclic => UnitKind.Numbers,
        FieldKind.QuaternionLargest => UnitKind.Rotation,
        FieldKind.Bool => UnitKind.Bool,
        FieldKind.Symbol => UnitKind.Symbol,
        _ => throw new ArgumentException("A rotation's parts follow its largest component."),
    };

    private static void AddBlocks(List<UnitPlan> units, List<BlockPlan> blocks)
    {
        int unit = blocks.Count == 0 ? 0 : blocks[^1].FirstUnit + blocks[^1].UnitCount;
        while (unit < units.Count)
        {
            int first = unit;
            int masks = 1;
            while (unit < units.Count && masks * units[unit].Arity <= BlockPlan.MasksMax) masks *= units[unit++].Arity;
            blocks.Add(new BlockPlan(first, unit - first, masks, units[first].FirstField));
        }
    }

    private int FieldOf(int site, bool residual)
    {
        for (int i = 0; i < _fields.Length; i++)
        {
            bool isSymbol = _fields[i].Kind is FieldKind.Symbol or FieldKind.QuaternionLargest;
            bool isResidual = !isSymbol && _fields[i].Kind != FieldKind.Bool;
            if (_fields[i].Site == site && (residual ? isResidual : isSymbol)) return i;
        }

        throw new ArgumentOutOfRangeException(nameof(site));
    }

    private int SiteOf(FieldKind kind) => kind switch
    {
        FieldKind.Number or FieldKind.Cyclic or FieldKind.QuaternionPart => ResidualSiteCount++,
        FieldKind.Symbol or FieldKind.QuaternionLargest => SymbolSiteCount++,
        _ => 0,
    };
}
