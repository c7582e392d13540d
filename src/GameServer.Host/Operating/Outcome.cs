namespace GameServer.Host.Operating;

/// <summary>What became of something an operator asked for.</summary>
/// <typeparam name="T">What it gives.</typeparam>
/// <param name="Value">What it gave; the default when there was a problem.</param>
/// <param name="Problem">Why it was not done.</param>
/// <param name="Text">The same for a person; empty when it was done.</param>
internal readonly record struct Outcome<T>(T? Value, OperationProblem Problem = OperationProblem.None, string Text = "")
{
    /// <summary>Whether it was done.</summary>
    public bool IsDone => Problem == OperationProblem.None;

    /// <summary>The same problem where something else was asked for.</summary>
    public Outcome<TOther> As<TOther>() => new(default, Problem, Text);
}
