using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace GameServer.Core;

/// <summary>What a content field may hold.</summary>
/// <param name="Name">As in files and bytes.</param>
/// <param name="Kind">Of its values.</param>
/// <param name="Default">Of a row that says nothing of it.</param>
public sealed record ContentField(string Name, ContentFieldKind Kind, ContentValue Default)
{
    /// <summary>Smallest number, itself allowed.</summary>
    public double Min { get; init; } = double.MinValue;

    /// <summary>Largest number, itself allowed.</summary>
    public double Max { get; init; } = double.MaxValue;

    /// <summary>Longest text in bytes of UTF-8.</summary>
    public int TextBytesMax { get; init; } = Limits.ContentTextBytes;

    /// <summary>The names a choice is one of; null for other text.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>The table whose row a reference names; null for other text.</summary>
    public string? Target { get; init; }

    /// <summary>What is wrong with a value by itself; null when nothing is. Whether a reference leads anywhere is not asked here.</summary>
    public string? ProblemOf(in ContentValue value)
    {
        if (value.Kind != Kind) return $"is {Word(value.Kind)}; {Word(Kind)} is needed";
        if (Kind == ContentFieldKind.Text) return ProblemOfText(value.Text);
        double number = value.Number;
        if (double.IsNaN(number) || double.IsInfinity(number)) return "is no finite number";
        bool isInside = number >= Min && number <= Max;
        return isInside ? null : FormattableString.Invariant($"is {value}; {Min:R} to {Max:R} are possible");
    }

    /// <summary>Reads what a file says.</summary>
    /// <param name="written">The scalar's text.</param>
    /// <param name="value">What it means to this field; not checked for its range.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public string? TryParse(string written, out ContentValue value)
    {
        const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        value = default;
        switch (Kind)
        {
            case ContentFieldKind.Flag when written is "true" or "false":
                value = ContentValue.Of(written == "true");
                return null;
            case ContentFieldKind.Integer when long.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer):
                value = ContentValue.Of(integer);
                return null;
            case ContentFieldKind.Single when float.TryParse(written, Decimal, CultureInfo.InvariantCulture, out float single):
                value = ContentValue.Of(single);
                return null;
            case ContentFieldKind.Double when double.TryParse(written, Decimal, CultureInfo.InvariantCulture, out double number):
                value = ContentValue.Of(number);
                return null;
            case ContentFieldKind.Text:
                value = ContentValue.Of(written);
                return null;
            default:
                return $"is '{Shorten(written)}'; {Word(Kind)} is needed";
        }
    }

    /// <summary>Text that a message may repeat, however long it was.</summary>
    internal static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private string? ProblemOfText(string text)
    {
        if (Choices is not null)
        {
            foreach (string choice in Choices)
            {
                if (choice == text) return null;
            }

            return $"is '{Shorten(text)}'; {string.Join(", ", Choices)} are possible";
        }

        if (Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) != text) return "holds half a letter, which is no text";
        return Encoding.UTF8.GetByteCount(text) > TextBytesMax ? $"is longer than {TextBytesMax} bytes" : null;
    }

    private static string Word(ContentFieldKind kind) => kind switch
    {
        ContentFieldKind.Flag => "true or false",
        ContentFieldKind.Integer => "a whole number",
        ContentFieldKind.Text => "text",
        _ => "a number",
    };
}
