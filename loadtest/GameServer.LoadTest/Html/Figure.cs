using System;
using System.Globalization;

namespace GameServer.LoadTest.Html;

/// <summary>Numbers as people read them: three digits that mean something, and no more.</summary>
internal static class Figure
{
    /// <summary>Such as 0.0123, 1.23, 12.3, 1,234.</summary>
    public static string Of(double value)
    {
        double size = Math.Abs(value);
        string format = size switch
        {
            0 => "0",
            < 0.0005 => "0.##E+0",
            < 0.1 => "0.####",
            < 10 => "0.##",
            < 100 => "0.#",
            _ => "#,##0",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    public static string Of(double? value) => value is { } known ? Of(known) : "–";

    public static string Of(long count) => count.ToString("#,##0", CultureInfo.InvariantCulture);

    public static string Of(long? count) => count is { } known ? Of(known) : "–";

    /// <summary>A share of 1 as percent.</summary>
    public static string Percent(double share) => Of(share * 100) + " %";

    /// <summary>A count short enough for an axis: 950, 12k, 3.4M.</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 999_500 => Of(value / 1e6) + "M",
        >= 9_995 => Of(value / 1e3) + "k",
        _ => Of(value),
    };

    /// <summary>Seconds of a run as 0:05, 12:30 or 3:00 h.</summary>
    public static string Clock(double seconds)
    {
        int whole = (int)Math.Round(seconds);
        return whole >= 7200
            ? string.Create(CultureInfo.InvariantCulture, $"{whole / 3600}:{whole / 60 % 60:00} h")
            : string.Create(CultureInfo.InvariantCulture, $"{whole / 60}:{whole % 60:00}");
    }

    /// <summary>A coordinate: two decimals are finer than a pixel.</summary>
    public static string Place(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
