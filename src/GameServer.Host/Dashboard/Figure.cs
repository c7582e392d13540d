using System;
using System.Globalization;

namespace GameServer.Host.Dashboard;

/// <summary>Numbers as people read them: three digits that mean something, and their unit.</summary>
internal static class Figure
{
    /// <summary>Such as 0.012, 1.23, 12.3, 1,234.</summary>
    public static string Of(double value)
    {
        double size = Math.Abs(value);
        string format = size switch
        {
            < 0.0005 => "0",
            < 0.1 => "0.000",
            < 9.995 => "0.00",
            < 99.95 => "0.0",
            _ => "#,##0",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    public static string Of(long count) => count.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>Whole where it is whole, for the labels of an axis: 0.5, 2, 1,200, 15k.</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 999_500 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 9_995 => (value / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + "k",
        _ => value.ToString("#,##0.###", CultureInfo.InvariantCulture),
    };

    /// <summary>Such as 12.3 kB, 4.56 MB.</summary>
    public static string Bytes(double bytes) => Math.Abs(bytes) switch
    {
        >= 1e9 => Of(bytes / 1e9) + " GB",
        >= 1e6 => Of(bytes / 1e6) + " MB",
        >= 1e3 => Of(bytes / 1e3) + " kB",
        _ => Of((long)bytes) + " B",
    };

    public static string Milliseconds(double ms) => Of(ms) + " ms";

    public static string Percent(double share) => (share * 100).ToString(share < 0.0995 ? "0.0" : "0", CultureInfo.InvariantCulture) + " %";

    /// <summary>Such as 42 s, 12 min, 3 h 05 min, 2 d 4 h.</summary>
    public static string Span(double seconds)
    {
        long whole = (long)Math.Max(0, seconds);
        return whole switch
        {
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{whole} s"),
            < 3600 => string.Create(CultureInfo.InvariantCulture, $"{whole / 60} min {whole % 60:00} s"),
            < 86_400 => string.Create(CultureInfo.InvariantCulture, $"{whole / 3600} h {whole / 60 % 60:00} min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{whole / 86_400} d {whole / 3600 % 24} h"),
        };
    }

    /// <summary>UTC to the second.</summary>
    public static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Nothing more than one: 1 room, 2 rooms.</summary>
    public static string Count(long count, string noun) => $"{Of(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A coordinate of a drawing: two decimals are finer than a pixel.</summary>
    public static string Place(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
