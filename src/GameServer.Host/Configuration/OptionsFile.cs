using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using GameServer.Core;

namespace GameServer.Host.Configuration;

/// <summary>The layer of <c>appsettings.json</c>: one object of options by their keys. Comments and a comma too many are let through; nothing else that is not understood is.</summary>
internal sealed class OptionsFile
{
    /// <summary>Read from the working directory when no other file is named.</summary>
    public const string DefaultName = "appsettings.json";

    private const long BytesMax = 1 << 20;   // two hundred times what all options take

    private readonly string _name;
    private readonly byte[] _json;
    private readonly List<OptionText> _found = [];
    private readonly List<OptionProblem> _problems;

    private OptionsFile(string name, byte[] json, List<OptionProblem> problems)
    {
        _name = name;
        _json = json;
        _problems = problems;
    }

    /// <summary>What the file says, in its order. A file that cannot be read is a problem; one that nobody named and that is not there is none.</summary>
    public static IReadOnlyList<OptionText> Read(string folder, string? named, List<OptionProblem> problems)
    {
        string path = Path.Combine(folder, named ?? DefaultName);
        if (named is null && !File.Exists(path)) return [];
        string name = named ?? DefaultName;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > BytesMax } file)
            {
                problems.Add(new OptionProblem(ErrorCode.OptionUnreadable, name, string.Create(CultureInfo.InvariantCulture, $"the file has {file.Length} bytes; at most {BytesMax} are read.")));
                return [];
            }

            OptionsFile reading = new(name, File.ReadAllBytes(path), problems);
            reading.Parse();
            return reading._found;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add(new OptionProblem(ErrorCode.OptionUnreadable, name, $"the file cannot be read: {failure.Message}"));
            return [];
        }
    }

    private void Parse()
    {
        ReadOnlySpan<byte> json = _json;
        if (json.StartsWith(Encoding.UTF8.Preamble)) json = json[Encoding.UTF8.Preamble.Length..];
        Utf8JsonReader reader = new(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                Complain(ErrorCode.OptionUnreadable, 1, "one object with options is needed: { \"tickRate\": 30 }.");
                return;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                int line = LineAt(json, (int)reader.TokenStartIndex);
                string key = reader.GetString()!;
                reader.Read();
                Take(key, line, ref reader);
            }

            reader.Read();   // there must be nothing behind the object
        }
        catch (JsonException failure)
        {
            int line = (int)(failure.LineNumber ?? 0) + 1;
            Complain(ErrorCode.OptionUnreadable, line, string.Create(CultureInfo.InvariantCulture, $"this is not JSON, at character {(failure.BytePositionInLine ?? 0) + 1} of the line."));
        }
        catch (InvalidOperationException)
        {
            Complain(ErrorCode.OptionUnreadable, 1, "a text in the file is not UTF-8.");
        }
    }

    private void Take(string key, int line, ref Utf8JsonReader reader)
    {
        OptionDefinition? option = OptionTable.All.FirstOrDefault(option => option.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
        string? text = TextOf(ref reader);
        if (option is null)
        {
            Complain(ErrorCode.OptionUnknown, line, $"there is no option '{key}'.{NearestName.Hint(key, OptionTable.All.Select(option => option.Key))}");
        }
        else if (text is null)
        {
            Complain(ErrorCode.OptionUnreadable, line, $"{option.Key} must be a text, a number, true or false.");
        }
        else if (_found.Exists(before => before.Option == option))
        {
            Complain(ErrorCode.OptionsDisagree, line, $"{option.Key} stands here again; once is enough.");
        }
        else
        {
            _found.Add(new OptionText(option, text, Origin(line)));
        }
    }

    // Null for what no option is: null, an object, a list of anything but texts and numbers. A list is written with commas, as on the command line.
    private static string? TextOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String) return reader.GetString();
        if (reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False) return Encoding.UTF8.GetString(reader.ValueSpan);
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        List<string?> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(TextOf(ref reader));
        return items.Contains(null) ? null : string.Join(',', items);
    }

    private void Complain(ErrorCode code, int line, string text) => _problems.Add(new OptionProblem(code, Origin(line), text));

    private string Origin(int line) => string.Create(CultureInfo.InvariantCulture, $"{_name}:{line}");

    private static int LineAt(ReadOnlySpan<byte> json, int index) => json[..index].Count((byte)'\n') + 1;
}
