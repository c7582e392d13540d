using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Which prefix-code tables a codebook may have. Every site's contexts form a tree: the narrow ones are leaves, what they have in common is above them, and the site's root serves
/// whoever has nothing better. A codebook gives tables to the nodes that pay for theirs; a leaf uses its nearest ancestor's. Follows from the schema, so both ends have it.
/// </summary>
internal sealed class CodebookLayout
{
    private const int C = ResidualContext.Classes;
    private const int Relations = 2;                       // whether another field of the unit moves more than the field itself
    private const int Energies = C;
    private const int GapSites = 2;
    public const int ResidualLeaves = (C + 1) * C * Relations;
    private const int ResidualPairs = (C + 1) * C;

    /// <summary>Symbols of more values are written plainly: their tables would cost more than they save.</summary>
    public const int SymbolsMax = 16;

    private readonly List<CodebookNode> _nodes = [];
    private readonly List<int> _leaves = [];               // node of each leaf
    private readonly PlanSites[] _plans;
    private readonly byte[] _priorLengths;

    /// <summary>The tables for a game: a plan per kind, by index.</summary>
    public static CodebookLayout Of(GameSchema schema)
    {
        RowPlan[] plans = new RowPlan[schema.Kinds.Length];
        for (int i = 0; i < plans.Length; i++) plans[i] = RowPlan.Of(schema.Kinds[i]);
        return new CodebookLayout(plans);
    }

    /// <summary>The tables for rows of these plans, in this order.</summary>
    public CodebookLayout(ReadOnlySpan<RowPlan> plans)
    {
        GapLeaf = AddFlat(Magnitude.TokensMax, GapSites, CodebookPrior.Gap, 0);
        _plans = new PlanSites[plans.Length];
        for (int i = 0; i < plans.Length; i++) _plans[i] = SitesOf(plans[i]);
        Nodes = [.. _nodes];
        NodeOfLeaf = [.. _leaves];
        SymbolCount = Nodes[^1].FirstSymbol + Nodes[^1].Alphabet + 1;
        foreach (CodebookNode node in Nodes)
        {
            AlphabetMax = Math.Max(AlphabetMax, node.Alphabet);
            if (!node.IsRoot) continue;
            RootCount++;
            RootSymbolCount += node.Alphabet + 1;
        }

        _priorLengths = new byte[SymbolCount];
        FillPriors();
    }

    /// <summary>Nodes; parents stand before their children.</summary>
    public CodebookNode[] Nodes { get; }

    /// <summary>Node of each leaf.</summary>
    public int[] NodeOfLeaf { get; }

    /// <summary>All nodes' symbols together, an escape for each node included.</summary>
    public int SymbolCount { get; }

    /// <summary>First of two leaves of gaps: between ids, and for whatever else a packet wants to count.</summary>
    public int GapLeaf { get; }

    /// <summary>Nodes that always have a table.</summary>
    public int RootCount { get; }

    /// <summary>Their symbols, escapes included.</summary>
    public int RootSymbolCount { get; }

    /// <summary>Symbols of the largest node.</summary>
    public int AlphabetMax { get; }

    public int PlanCount => _plans.Length;

    public PlanSites SitesOf(int plan) => _plans[plan];

    /// <summary>The built-in code lengths of a root.</summary>
    public ReadOnlySpan<byte> PriorLengths(int root) => _priorLengths.AsSpan(Nodes[root].FirstSymbol, Nodes[root].Alphabet + 1);

    /// <summary>Leaf of a residual, counted from its site's first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench decode: for each number
    public static int ResidualLeaf(in ResidualContext context)
    {
        int previous = ResidualContext.ClassOf(context.Previous);
        if (!context.HasMotion) return ((C * C) + previous) * Relations;
        int own = ResidualContext.ClassOf(context.Own);
        int relation = Math.Min(ResidualContext.ClassOf(context.Unit) - own, Relations - 1);
        return (((own * C) + previous) * Relations) + relation;
    }

    private PlanSites SitesOf(RowPlan plan)
    {
        PlanSites sites = new(plan);
        for (int i = 0; i < plan.SummaryCount; i++)
        {
            sites.Summaries[i] = AddFlat(1 << RowPlan.BlocksPerSummary, 1 << RowPlan.BlocksPerSummary, CodebookPrior.Mask, 0);
        }

        for (int i = 0; i < plan.Blocks.Length; i++)
        {
            BlockPlan block = plan.Blocks[i];
            sites.Masks[i] = AddFlat(block.MaskCount, 2 << block.UnitCount, CodebookPrior.Mask, 0);
        }

        foreach (FieldPlan field in plan.Fields)
        {
            switch (field.Kind)
            {
                case FieldKind.Number or FieldKind.Cyclic or FieldKind.QuaternionPart:
                    sites.Residuals[field.Site] = AddResidual(field.TokenCount, field.TypicalBits);
                    break;
                case FieldKind.QuaternionLargest:
                    sites.Symbols[field.Site] = AddFlat(3, 1, CodebookPrior.Even, 0);
                    break;
                case FieldKind.Symbol when field.Modulus <= SymbolsMax:
                    sites.Symbols[field.Site] = AddFlat((int)field.Modulus, (int)field.Modulus, CodebookPrior.Even, 0);
                    break;
                case FieldKind.Symbol:
                    sites.Symbols[field.Site] = -1;
                    break;
            }
        }

        return sites;
    }

    private void FillPriors()
    {
        HuffmanLengths huffman = new();
        Span<int> counts = stackalloc int[Magnitude.TokensMax + 1];
        foreach (CodebookNode node in Nodes)
        {
            if (!node.IsRoot) continue;
            CodebookPriors.Fill(node, counts[..(node.Alphabet + 1)]);
            huffman.Build(counts[..(node.Alphabet + 1)], _priorLengths.AsSpan(node.FirstSymbol, node.Alphabet + 1));
        }
    }

    private int AddNode(int parent, int alphabet, CodebookPrior prior, int typicalBits)
    {
        int first = _nodes.Count == 0 ? 0 : _nodes[^1].FirstSymbol + _nodes[^1].Alphabet + 1;
        _nodes.Add(new CodebookNode(parent, alphabet, first, prior, typicalBits));
        return _nodes.Count - 1;
    }

    /// <returns>The first leaf.</returns>
    private int AddFlat(int alphabet, int contexts, CodebookPrior prior, int typicalBits)
    {
        int first = _leaves.Count;
        int root = AddNode(CodebookNode.NoParent, alphabet, prior, typicalBits);
        if (contexts == 1) _leaves.Add(root);
        for (int i = 0; i < contexts && contexts > 1; i++) _leaves.Add(AddNode(root, alphabet, prior, typicalBits));
        return first;
    }

    // How much is going on altogether, then the field's own motion with the residual before it, then how the field's motion compares to its unit's. What goes on is a good guess
    // at what comes, so there is a built-in table for each energy.
    private int AddResidual(int alphabet, int typicalBits)
    {
        int first = _leaves.Count;
        int energies = _nodes.Count;
        for (int i = 0; i < 2 * Energies; i++) AddNode(CodebookNode.NoParent, alphabet, CodebookPrior.Residual, i == Energies ? typicalBits : i % Energies);
        int pairs = _nodes.Count;
        for (int i = 0; i < ResidualPairs; i++) AddNode(energies + EnergyOf(i), alphabet, CodebookPrior.Residual, typicalBits);
        for (int i = 0; i < ResidualLeaves; i++) _leaves.Add(AddNode(pairs + (i / Relations), alphabet, CodebookPrior.Residual, typicalBits));
        return first;
    }

    private static int EnergyOf(int pair)
    {
        int own = pair / C;
        int previous = pair % C;
        return own == C ? Energies + previous : Math.Max(own - 1, previous);
    }
}
