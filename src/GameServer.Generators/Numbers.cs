using System.Globalization;

namespace GameServer.Generators;

/// <summary>Numbers as code: the shortest text that reads back as the same number, the same on every runtime that hosts a compiler.</summary>
internal static class Numbers
{
    public static string Text(double value)
    {
        foreach (string format in new[] { "G15", "G16" })
        {
            string text = value.ToString(format, CultureInfo.InvariantCulture);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double back) && back.Equals(value)) return text;
        }

        return value.ToString("G17", CultureInfo.InvariantCulture);
    }

    public static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
