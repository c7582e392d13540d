using System;
using System.Globalization;

namespace GameServer.Host.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Verdict">What to think of it.</param>
/// <param name="Text">What is so, with its figure.</param>
/// <param name="Advice">What to do; empty when there is nothing to do.</param>
internal sealed record Finding(Verdict Verdict, string Text, string Advice = "")
{
    public static Finding Ok(FormattableString text) => new(Verdict.Ok, Said(text));

    public static Finding Warning(FormattableString text, string advice) => new(Verdict.Warning, Said(text), advice);

    public static Finding Problem(FormattableString text, string advice) => new(Verdict.Problem, Said(text), advice);

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
