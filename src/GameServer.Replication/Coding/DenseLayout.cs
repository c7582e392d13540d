using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Where the dense coder's chances and weights stand. A decision has a slot within its site; each of the site's contexts has 64 of them. Every site has
/// <see cref="DenseModel.Inputs"/> sets of contexts, each looking at something else.
/// </summary>
internal sealed class DenseLayout
{
    public const int ZeroSlot = 0;
    public const int ExponentSlot = 1;
    public const int ExponentSlots = 18;                // the largest share the last
    public const int ExponentMax = 30;
    public const int MantissaSlot = 19;
    public const int MantissaExponentMax = 12;
    public const int SecondSlot = 33;
    public const int SignSlot = 60;
    public const int MantissaWeights = 22;
    public const int SignWeights = 24;

    private const int SlotBits = 6;
    private const int WeightsPerSite = 25;
    private const int C = 12;                           // classes of a size
    private const int ContextsPerInput = 256;

    private readonly DenseSites[] _plans;
    private readonly int _siteCount;

    public DenseLayout(ReadOnlySpan<RowPlan> plans)
    {
        _plans = new DenseSites[plans.Length];
        for (int i = 0; i < plans.Length; i++)
        {
            RowPlan plan = plans[i];
            int masks = _siteCount + plan.SummaryCount;
            int symbols = masks + plan.Blocks.Length;
            int residuals = symbols + plan.SymbolSiteCount;
            _plans[i] = new DenseSites(plan, _siteCount, masks, symbols, residuals);
            _siteCount = residuals + plan.ResidualSiteCount;
        }
    }

    /// <summary>The rows of a game: a plan per kind, by index.</summary>
    public static DenseLayout Of(GameSchema schema) => new(Array.ConvertAll(schema.Kinds.ToArray(), RowPlan.Of));

    public DenseFeatures Features { get; } = new();

    public int PlanCount => _plans.Length;

    public DenseSites SitesOf(int plan) => _plans[plan];

    /// <summary>A model for these rows.</summary>
    /// <param name="chanceBits">Of its size: <see cref="DenseModel"/>.</param>
    /// <param name="aloneCount">Chances for what is not of a row.</param>
    public DenseModel NewModel(int chanceBits, int aloneCount) => new(chanceBits, aloneCount, _siteCount * WeightsPerSite);

    public int WeightsOf(int site) => site * WeightsPerSite;

    public void ResidualContexts(int site, in ResidualContext context, DenseFeatures features, Span<int> contexts)
    {
        int own = context.HasMotion ? Fine(context.Own) : 23;
        int unit = Class(context.Unit);
        int previous = Class(context.Previous);
        int surprise = features.SurpriseOf(context.Site);
        int surpriseClass = surprise == 0 ? 0 : (2 * Math.Min(Class(Math.Abs(surprise)), 8)) - (surprise < 0 ? 1 : 0);
        Place(site, 0, (Class(context.Own) * C) + previous, contexts);
        Place(site, 1, (unit * C) + previous, contexts);
        Place(site, 2, (surpriseClass * C) + unit, contexts);
        Place(site, 3, (Class(features.Surprise) * C) + previous, contexts);
        Place(site, 4, (own * 8) + (features.Flags & 7), contexts);
        Place(site, 5, (Math.Min(Fine(context.Previous), 20) * C) + Class(features.Surprise + (context.Unit / 4)), contexts);
    }

    public void SymbolContexts(int site, int context, DenseFeatures features, Span<int> contexts)
    {
        int motion = Class(features.Motion);
        int turn = Class(features.Turn);
        int surprise = Class(features.Surprise);
        Place(site, 0, context & 255, contexts);
        Place(site, 1, (motion * C) + turn, contexts);
        Place(site, 2, ((context & 15) * C) + motion, contexts);
        Place(site, 3, ((context & 15) * C) + turn, contexts);
        Place(site, 4, (surprise * C) + motion, contexts);
        Place(site, 5, (features.Flags * C) + surprise, contexts);
    }

    private static int Class(int size) => Math.Min(BitMath.BitLength((uint)size), C - 1);

    /// <summary>Two classes per octave: 0 .. 22.</summary>
    private static int Fine(int size)
    {
        if (size < 2) return size;
        int exponent = BitMath.BitLength((uint)size) - 1;
        return Math.Min((exponent * 2) + ((size >> (exponent - 1)) & 1), 22);
    }

    private static void Place(int site, int input, int context, Span<int> contexts) =>
        contexts[input] = ((((site * DenseModel.Inputs) + input) * ContextsPerInput) + context) << SlotBits;
}
