using System;
using System.IO;

namespace GameServer.Persistence;

/// <summary>Small files that are whole or not there: written under another name, flushed, renamed.</summary>
public static class WholeFile
{
    /// <summary>What the name of a file ends with that a crash left unfinished.</summary>
    public const string UnfinishedSuffix = ".unfinished";

    /// <summary>Writes a file in the place of one of that name; when it returns, the new one would survive a power cut.</summary>
    /// <param name="storage">Where.</param>
    /// <param name="name">Its name.</param>
    /// <param name="write">Appends all of it.</param>
    /// <exception cref="IOException">The disk failed; the former file is untouched, or the new one is there.</exception>
    public static void Replace(IJournalStorage storage, string name, Action<IJournalFile> write)
    {
        string unfinished = name + UnfinishedSuffix;
        using (IJournalFile file = storage.Create(unfinished))
        {
            write(file);
            file.Flush();
        }

        storage.Rename(unfinished, name);
        storage.SyncNames();
    }

    /// <summary>Reads a whole file; null when there is none.</summary>
    /// <param name="storage">Where.</param>
    /// <param name="name">Its name.</param>
    /// <param name="bytesMax">What is longer is not what it should be, and cut off.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    public static byte[]? Read(IJournalStorage storage, string name, int bytesMax)
    {
        bool isThere = false;
        foreach (string known in storage.List()) isThere |= known == name;
        if (!isThere) return null;
        using IJournalSource source = storage.Open(name);
        byte[] bytes = new byte[Math.Min(source.Length, bytesMax)];
        int read = source.Read(0, bytes);
        return read == bytes.Length ? bytes : bytes[..read];
    }
}
