using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GameServer.Persistence;

/// <summary>A folder of the file system. The only file of this project that touches one.</summary>
public sealed partial class FileStorage : IJournalStorage
{
    private readonly string _folder;

    /// <summary>Storage in a folder, made if it is not there.</summary>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public FileStorage(string folder)
    {
        _folder = Path.GetFullPath(folder);
        Wrapped(() => Directory.CreateDirectory(_folder));
    }

    /// <summary>Where the files are.</summary>
    public string Folder => _folder;

    public IReadOnlyList<string> List() => Wrapped(() =>
        Directory.EnumerateFiles(_folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray());

    public IJournalFile Create(string name) => Wrapped(() =>
        new Written(File.OpenHandle(PathOf(name), FileMode.Create, FileAccess.Write, FileShare.Read)));

    public IJournalSource Open(string name) => Wrapped(() =>
        new Source(File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)));

    public void Flush(string name) => Wrapped(() =>
    {
        using SafeFileHandle handle = File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(handle);
    });

    public void Rename(string from, string to) => Wrapped(() => File.Move(PathOf(from), PathOf(to), overwrite: true));

    public void Delete(string name) => Wrapped(() => File.Delete(PathOf(name)));

    /// <summary>Elsewhere than on Linux the file system's own journal has to do: .NET cannot flush a folder.</summary>
    public void SyncNames()
    {
        if (!OperatingSystem.IsLinux()) return;
        int descriptor = OpenFolder(_folder, 0);
        if (descriptor < 0) throw new IOException($"cannot open {_folder}: error {Marshal.GetLastPInvokeError()}");
        int failed = FlushFolder(descriptor);
        int error = Marshal.GetLastPInvokeError();
        _ = CloseFolder(descriptor);   // nothing was written through it
        if (failed != 0) throw new IOException($"cannot flush {_folder}: error {error}");
    }

    private string PathOf(string name)
    {
        if (Path.GetFileName(name) != name) throw new ArgumentException($"'{name}' is not a plain file name.", nameof(name));
        return Path.Combine(_folder, name);
    }

    // A read-only or forbidden folder is one more way for storage to fail: callers handle one kind.
    private static T Wrapped<T>(Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new IOException(denied.Message, denied);
        }
    }

    private static void Wrapped(Action operation) => Wrapped(() =>
    {
        operation();
        return 0;
    });

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushFolder(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseFolder(int descriptor);

    private sealed class Written(SafeFileHandle handle) : IJournalFile
    {
        public long Length { get; private set; }

        public void Append(ReadOnlySpan<byte> bytes)
        {
            RandomAccess.Write(handle, bytes, Length);
            Length += bytes.Length;
        }

        public void Flush() => RandomAccess.FlushToDisk(handle);

        public void Dispose() => handle.Dispose();
    }

    private sealed class Source(SafeFileHandle handle) : IJournalSource
    {
        public long Length { get; } = RandomAccess.GetLength(handle);

        public int Read(long offset, Span<byte> into)
        {
            int total = 0;
            while (total < into.Length)
            {
                int read = RandomAccess.Read(handle, into[total..], offset + total);
                if (read == 0) break;
                total += read;
            }

            return total;
        }

        public void Dispose() => handle.Dispose();
    }
}
