using GameServer.Core;

namespace GameServer.Host.Configuration;

/// <summary>Something about the options that an operator must mend.</summary>
/// <param name="Code">Which of the <see cref="ErrorCatalogue"/> it is.</param>
/// <param name="Origin">Where it was written; empty when it was nowhere, or when the text says so.</param>
/// <param name="Text">What is wrong and what is needed, in one line.</param>
public sealed record OptionProblem(ErrorCode Code, string Origin, string Text)
{
    public override string ToString() => $"{ErrorCatalogue.TextOf(Code)} {(Origin.Length == 0 ? "" : Origin + ": ")}{Text}";
}
