using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace GameServer.Host.Admin;

/// <summary>
/// Lines in numbered files of a folder, each line on the disk before the call returns. A full file is followed by the next, and the oldest goes when there are too many. What is there is never written over;
/// a line that a crash or a full disk cut short stays as it is, and is left out when lines are read.
/// </summary>
internal sealed class AuditFiles : IDisposable
{
    /// <summary>About 15,000 lines.</summary>
    public const long FileBytes = 4 << 20;

    public const int FilesMax = 16;

    private const string Prefix = "audit-";
    private const string Suffix = ".jsonl";

    private readonly string _folder;
    private readonly long _fileBytes;
    private readonly int _filesMax;
    private FileStream? _file;
    private int _number;
    private bool _isTorn;

    /// <exception cref="IOException">The folder cannot be made or read.</exception>
    public AuditFiles(string folder, long fileBytes = FileBytes, int filesMax = FilesMax)
    {
        _folder = folder;
        _fileBytes = fileBytes;
        _filesMax = filesMax;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _number = Numbers().LastOrDefault(1);
        _isTorn = EndsWithinLine(PathOf(_number));
    }

    /// <summary>Appends a line and waits for the disk.</summary>
    /// <exception cref="IOException">The line may be cut short.</exception>
    public void Append(string line)
    {
        if (_file?.Length >= _fileBytes) Next();
        _file ??= Open();
        byte[] bytes = Encoding.UTF8.GetBytes((_isTorn ? "\n" : "") + line + "\n");
        _isTorn = true;
        _file.Write(bytes);
        _file.Flush(flushToDisk: true);
        _isTorn = false;
    }

    /// <summary>Lines from the newest to the oldest, as they are in the files; empty ones are left out.</summary>
    public IEnumerable<string> NewestFirst()
    {
        foreach (int number in Numbers().Reverse())
        {
            string[] lines;
            try
            {
                using FileStream file = new(PathOf(number), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using StreamReader reader = new(file, Encoding.UTF8);
                lines = reader.ReadToEnd().Split('\n');
            }
            catch (FileNotFoundException)
            {
                continue;   // deleted meanwhile as the oldest
            }

            for (int i = lines.Length - 1; i >= 0; i--)
            {
                if (lines[i].Length > 0) yield return lines[i];
            }
        }
    }

    public void Dispose() => _file?.Dispose();

    private static bool EndsWithinLine(string path)
    {
        if (!File.Exists(path)) return false;
        using FileStream file = File.OpenRead(path);
        if (file.Length == 0) return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    private FileStream Open() => new(PathOf(_number), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    private void Next()
    {
        _file!.Dispose();
        _file = null;
        _number++;
        foreach (int old in Numbers().SkipLast(_filesMax - 1)) File.Delete(PathOf(old));
        _file = Open();
        _isTorn = false;
    }

    private int[] Numbers() => [.. Directory.EnumerateFiles(_folder, Prefix + "*" + Suffix)
        .Select(path => int.TryParse(Path.GetFileName(path).AsSpan()[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)
        .Where(number => number > 0)
        .Order()];

    private string PathOf(int number) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D6}{Suffix}"));
}
