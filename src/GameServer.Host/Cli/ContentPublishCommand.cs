using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver content publish [PATH]</c>: files from here, or those in the server's own directory.</summary>
internal sealed class ContentPublishCommand : ClientCommand
{
    private const long BytesMax = 32 << 20;   // the server takes less; this only keeps a wrong path from being read for minutes

    private static readonly string[] s_kinds = [".json", ".yaml", ".yml"];

    private readonly Argument<string?> _path = new("path") { Description = "A directory with JSON and YAML files, or one such file; the server's own --content directory when left out.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _note = new("--note") { Description = "Why, for those who read the list of versions." };
    private readonly Option<double?> _percent = new("--percent") { Description = "In how many rooms of a hundred it holds: 100 (the default) everywhere, 0 nowhere yet." };

    public ContentPublishCommand(ApiConnection connection)
        : base(connection, "publish", "Has the server check content and, if it is sound, makes it hold.")
    {
        Arguments.Add(_path);
        Options.Add(_note);
        Options.Add(_percent);
    }

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Post($"/api/v1/content/publish", new { files = line.GetValue(_path) is { } path ? Read(path) : null })
        .Where(("note", line.GetValue(_note)), ("percent", line.GetValue(_percent)));

    protected override void Show(JsonElement answer, Display display) => Answers.ShowOne(display, answer, except: "text");

    private static Dictionary<string, string> Read(string path)
    {
        try
        {
            string[] files = Directory.Exists(path) ? [.. Directory.EnumerateFiles(path).Where(file => s_kinds.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal)] : [path];
            if (files.Length == 0) throw new UsageException($"{path} holds no files that end with {string.Join(", ", s_kinds)}.");
            long bytes = files.Sum(file => new FileInfo(file).Length);
            if (bytes > BytesMax) throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{path} holds {bytes} bytes; no content is that large."));
            return files.ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {failure.Message}");
        }
    }
}
