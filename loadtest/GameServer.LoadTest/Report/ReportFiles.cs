using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;
using GameServer.LoadTest.Report.Page;

namespace GameServer.LoadTest.Report;

/// <summary>A report's folder: <c>report.json</c> with everything, <c>report.html</c> for people, <c>junit.xml</c> for build servers. The last two are made of the first.</summary>
internal static class ReportFiles
{
    private const string Data = "report.json";

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Json(LoadReport report) => JsonSerializer.Serialize(report, s_json);

    /// <summary>Writes all three; the page's path.</summary>
    public static string Write(string folder, LoadReport report)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Data), Json(report) + '\n');
        return Draw(folder, report);
    }

    /// <summary>Reads a report of before.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="JsonException">It is none.</exception>
    public static LoadReport Read(string folder) => Parse(File.ReadAllText(Path.Combine(folder, Data)));

    /// <exception cref="JsonException">It is no report.</exception>
    public static LoadReport Parse(string json) => JsonSerializer.Deserialize<LoadReport>(json, s_json) ?? throw new JsonException("the report is empty");

    /// <summary>Writes what is made of the data; the page's path.</summary>
    public static string Draw(string folder, LoadReport report)
    {
        JUnitFile.Write(Path.Combine(folder, "junit.xml"), report);
        string page = Path.Combine(folder, "report.html");
        File.WriteAllText(page, ReportPage.Of(report));
        return page;
    }
}
