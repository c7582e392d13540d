namespace GameServer.Simulation;

/// <summary>How far actions of one room may be rewound. Part of what a room is a function of: a replay needs the same.</summary>
/// <param name="CapTicks">Most that is ever granted, in ticks.</param>
/// <param name="BudgetTicks">What a player may take beyond the plausible at once, in ticks.</param>
/// <param name="RefillTicks">How much of that comes back each tick.</param>
public readonly record struct RewindLimits(double CapTicks, double BudgetTicks, double RefillTicks);
