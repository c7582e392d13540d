using System;

namespace GameServer.Replication;

/// <summary>An end of a coder that notes decisions with their chances, so that they can be priced before it is settled whether they are sent, and said without being thought over again.</summary>
internal struct DecisionRecorder(int[] decisions, int first) : IBitCoder
{
    /// <summary>Costs are counted in these parts of a bit.</summary>
    public const int CostUnits = 256;

    private const int CostShift = 4;

    private static readonly ushort[] s_costs = MakeCosts();

    /// <summary>Information of what was noted.</summary>
    public int Cost { get; private set; }

    /// <summary>Index after the last decision.</summary>
    public int End { get; private set; } = first;

    public readonly bool Writes => true;

    public int Code(int bit, int chanceOfOne)
    {
        decisions[End++] = (chanceOfOne << 1) | bit;
        Cost += s_costs[(bit != 0 ? chanceOfOne : 65_536 - chanceOfOne) >> CostShift];
        return bit;
    }

    private static ushort[] MakeCosts()
    {
        ushort[] costs = new ushort[1 << (16 - CostShift)];
        for (int i = 0; i < costs.Length; i++) costs[i] = (ushort)Math.Round(-Math.Log2((i + 0.5) / costs.Length) * CostUnits);
        return costs;
    }
}
