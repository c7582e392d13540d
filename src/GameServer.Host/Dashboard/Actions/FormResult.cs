using System;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Admin;
using GameServer.Host.Operating;

namespace GameServer.Host.Dashboard.Actions;

/// <summary>What came of a form.</summary>
/// <param name="Text">For the reader, a sentence.</param>
/// <param name="Error">Why it was not done; none when it was.</param>
internal readonly record struct FormResult(string Text, ErrorCode Error = ErrorCode.None)
{
    /// <summary>A field that cannot be meant.</summary>
    public static Task<FormResult> Invalid(string text) => Task.FromResult(new FormResult(text, ErrorCode.ArgumentInvalid));

    /// <summary>What an operation came to.</summary>
    /// <param name="outcome">The operation.</param>
    /// <param name="text">What to say when it was done.</param>
    public static async Task<FormResult> Of<T>(Task<Outcome<T>> outcome, Func<T, string> text)
    {
        Outcome<T> ended = await outcome;
        return ended.IsDone ? new FormResult(text(ended.Value!)) : new FormResult($"Not done: {ended.Text}.", Answers.CodeOf(ended.Problem));
    }
}
