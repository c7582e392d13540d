using System.Collections.Generic;
using System.IO;

namespace GameServer.Persistence;

/// <summary>
/// A flat folder of files as a journal needs it: append, flush, read back, rename, delete. Real files, or memory that forgets and lies on purpose. Every member may
/// throw <see cref="IOException"/>; nothing else.
/// </summary>
public interface IJournalStorage
{
    /// <summary>Names of all files, in ordinal order.</summary>
    IReadOnlyList<string> List();

    /// <summary>Makes an empty file, in place of one of that name. Its name survives a crash only after <see cref="SyncNames"/>.</summary>
    IJournalFile Create(string name);

    /// <summary>Opens a file for reading.</summary>
    IJournalSource Open(string name);

    /// <summary>Returns when what a former process wrote into a file would survive a power cut.</summary>
    void Flush(string name);

    /// <summary>Gives a file another name at one stroke, in place of one that has it. Survives a crash only after <see cref="SyncNames"/>.</summary>
    void Rename(string from, string to);

    /// <summary>Removes a file; one that is not there is no error.</summary>
    void Delete(string name);

    /// <summary>Returns when all names made, changed and removed so far would survive a power cut.</summary>
    void SyncNames();
}
