namespace GameServer.Host.Configuration;

/// <summary>Something about the options that an operator must mend.</summary>
/// <param name="Origin">Where it was written; empty when it was nowhere.</param>
/// <param name="Text">What is wrong and what is needed, in one line.</param>
internal sealed record OptionProblem(string Origin, string Text)
{
    public override string ToString() => Origin.Length == 0 ? Text : $"{Origin}: {Text}";
}
