using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GameServer.Core;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GameServer.LiveOps;

/// <summary>
/// Files → a content document. A file is named for its table: <c>weapons.yaml</c> is a mapping from row ids to fields, and a table of one row a mapping from fields to values. YAML and JSON are read
/// by the same parser, as the one holds the other. Everything wrong is found at once, with file and line; nothing that files say is thrown.
/// </summary>
public sealed class ContentReader
{
    private const int DepthMax = 8;   // of mappings and lists, before a file is not looked at any further

    private static readonly string[] s_extensions = [".yaml", ".yml", ".json"];

    private readonly ContentSchema _schema;
    private readonly List<ContentProblem> _problems = [];
    private readonly Dictionary<string, (string File, int Line)> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, Dictionary<string, ContentValue>>> _given = new(StringComparer.Ordinal);
    private readonly List<(string Table, string Row, ContentField Field, string Id)> _references = [];
    private IParser _parser = null!;
    private string _file = "";

    private ContentReader(ContentSchema schema) => _schema = schema;

    /// <summary>Reads the files of one version.</summary>
    /// <param name="schema">What the game declares.</param>
    /// <param name="files">In any order.</param>
    public static ContentReading Read(ContentSchema schema, IReadOnlyList<ContentFile> files)
    {
        ContentReader reader = new(schema);
        reader.ReadAll(files);
        ContentDocument? document = reader._problems.Count == 0 ? reader.Complete() : null;
        return new ContentReading(document, reader._problems, reader._places);
    }

    /// <summary>True for the name of a file that content is read from; others in a folder are left alone.</summary>
    public static bool IsContent(string name) => s_extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private void ReadAll(IReadOnlyList<ContentFile> files)
    {
        if (files.Count > ContentLimits.Files) _problems.Add(new ContentProblem("", $"{files.Count} files; {ContentLimits.Files} are possible"));
        if (files.Sum(file => (long)Encoding.UTF8.GetByteCount(file.Text)) > ContentLimits.TotalBytes) _problems.Add(new ContentProblem("", $"more than {ContentLimits.TotalBytes} bytes in all"));
        if (_problems.Count > 0) return;
        foreach (ContentFile file in files.OrderBy(file => file.Name, StringComparer.Ordinal)) ReadFile(file);
        CheckReferences();
    }

    private ContentDocument? Complete()
    {
        try
        {
            return _schema.Complete(_given);
        }
        catch (ArgumentException tooLarge)
        {
            _problems.Add(new ContentProblem("", tooLarge.Message));
            return null;
        }
    }

    private void ReadFile(in ContentFile file)
    {
        _file = file.Name;
        string table = Path.GetFileNameWithoutExtension(file.Name);
        if (!IsContent(file.Name))
        {
            Add("", $"content is in {string.Join(", ", s_extensions)} files", 0);
        }
        else if (_schema.Find(table) is not { } declared)
        {
            Add("", $"no table of {_schema.Game} is named '{Shorten(table)}'; there are {string.Join(", ", _schema.Tables.Select(known => known.Name))}", 0);
        }
        else if (_given.ContainsKey(table))
        {
            Add(table, "has two files", 0);
        }
        else if (Encoding.UTF8.GetByteCount(file.Text) > ContentLimits.FileBytes)
        {
            Add(table, $"is longer than {ContentLimits.FileBytes} bytes", 0);
        }
        else
        {
            _given.Add(table, []);
            ReadTable(declared, file.Text);
        }
    }

    private void ReadTable(ContentTable table, string text)
    {
        try
        {
            _parser = new Parser(new StringReader(text));
            _parser.Consume<StreamStart>();
            if (_parser.TryConsume<StreamEnd>(out _)) return;   // an empty file says nothing of its table
            _parser.Consume<DocumentStart>();
            if (_parser.Accept<Scalar>(out Scalar? scalar) && scalar.Value.Length == 0) _parser.Consume<Scalar>();
            else if (table.IsSingle) ReadRow(table, "", table.Name);
            else ReadMapping(table.Name, id => ReadNamedRow(table, id));
            if (!_parser.TryConsume<DocumentEnd>(out _) || !_parser.TryConsume<StreamEnd>(out _)) Add(table.Name, "holds more than one document", LineOf(_parser.Current));
        }
        catch (YamlException malformed)
        {
            Add(table.Name, $"cannot be read: {malformed.Message}", (int)malformed.Start.Line);
        }
    }

    private void ReadNamedRow(ContentTable table, Scalar id)
    {
        string path = $"{table.Name}.{id.Value}";
        if (!ContentSchema.IsName(id.Value)) Add(table.Name, $"has a row '{Shorten(id.Value)}'; ids are 1 to {Limits.ContentNameBytes} letters, digits, '-' and '_'", LineOf(id));
        else if (_given[table.Name].ContainsKey(id.Value)) Add(path, "is there twice", LineOf(id));
        else if (_given[table.Name].Count == Limits.ContentRows) Add(table.Name, $"has more than {Limits.ContentRows} rows", LineOf(id));
        else
        {
            _places.TryAdd(path, (_file, LineOf(id)));
            ReadRow(table, id.Value, path);
            return;
        }

        Skip();
    }

    private void ReadRow(ContentTable table, string id, string path)
    {
        Dictionary<string, ContentValue> values = new(StringComparer.Ordinal);
        _given[table.Name].Add(id, values);
        if (_parser.Accept<Scalar>(out Scalar? nothing) && nothing.Value.Length == 0)
        {
            _parser.Consume<Scalar>();   // a row of defaults
            return;
        }

        ReadMapping(path, name => ReadField(table, id, values, name, $"{path}.{name.Value}"));
    }

    private void ReadField(ContentTable table, string id, Dictionary<string, ContentValue> values, Scalar name, string path)
    {
        int index = table.IndexOf(name.Value);
        if (index < 0)
        {
            Add(path, $"is not known; the fields are {string.Join(", ", table.Fields.Select(field => field.Name))}", LineOf(name));
            Skip();
            return;
        }

        if (!_parser.TryConsume<Scalar>(out Scalar? written))
        {
            Add(path, "is no single value", LineOf(name));
            Skip();
            return;
        }

        ContentField field = table.Fields[index];
        _places.TryAdd(path, (_file, LineOf(name)));
        if ((field.TryParse(written.Value, out ContentValue value) ?? field.ProblemOf(value)) is { } problem) Add(path, problem, LineOf(written));
        else if (!values.TryAdd(field.Name, value)) Add(path, "is there twice", LineOf(name));
        else if (field.Target is not null) _references.Add((table.Name, id, field, value.Text));
    }

    /// <summary>A mapping's entries, one after the other; each is told its key, and reads the value.</summary>
    private void ReadMapping(string path, Action<Scalar> readValue)
    {
        if (!_parser.TryConsume<MappingStart>(out _))
        {
            Add(path, "should be a mapping of names to values", LineOf(_parser.Current));
            Skip();
            return;
        }

        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (_parser.TryConsume<Scalar>(out Scalar? key))
            {
                readValue(key);
                continue;
            }

            Add(path, "has a name that is no text", LineOf(_parser.Current));
            Skip();
            Skip();
        }
    }

    // Aliases could make much of little, and content has no use for them.
    private void Skip()
    {
        int depth = 0;
        do
        {
            ParsingEvent next = _parser.Current ?? throw new YamlException("it ends too early");
            depth += next.NestingIncrease;
            if (depth > DepthMax) throw new YamlException(next.Start, next.End, $"it nests deeper than {DepthMax}");
            if (!_parser.MoveNext() && depth > 0) throw new YamlException("it ends too early");
        }
        while (depth > 0);
    }

    private void CheckReferences()
    {
        foreach ((string table, string row, ContentField field, string id) in _references)
        {
            ContentTable target = _schema.Find(field.Target!)!;
            bool isDeclared = target.Rows.Any(declared => declared.Id == id);
            bool isGiven = _given.TryGetValue(target.Name, out Dictionary<string, Dictionary<string, ContentValue>>? rows) && rows.ContainsKey(id);
            if (isDeclared || isGiven) continue;
            string path = row.Length == 0 ? $"{table}.{field.Name}" : $"{table}.{row}.{field.Name}";
            (string file, int line) = _places.GetValueOrDefault(path);
            AddAt(new ContentProblem(path, $"is '{Shorten(id)}', and table {target.Name} has no such row", file ?? "", line));
        }
    }

    private void Add(string path, string text, int line) => AddAt(new ContentProblem(path, text, _file, line));

    private void AddAt(in ContentProblem problem)
    {
        if (_problems.Count < ContentLimits.Problems) _problems.Add(problem);
    }

    private static int LineOf(ParsingEvent? at) => (int)(at?.Start.Line ?? 0);

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
